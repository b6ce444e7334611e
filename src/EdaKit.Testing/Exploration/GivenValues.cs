using System.Globalization;
using System.Text.RegularExpressions;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// The ids and past times of a search that come from the user's code, such as a constant of a test, so that code may compare them with a value it knows.
/// The others were made anew, at random or by a clock: nobody can know their values, and only which of them are equal makes a difference.
/// </summary>
/// <remarks>A step that brings in new values is run twice: what both runs have was given, and what differs was made.</remarks>
internal sealed partial class GivenValues
{
    private readonly HashSet<string> _given = [Guid.Empty.ToString(), default(DateTime).ToString("s")];
    private readonly HashSet<string> _judged = [Guid.Empty.ToString(), default(DateTime).ToString("s")];

    public bool Contains(string value) => _given.Contains(value);

    /// <summary>Whether a text has values of which it is not known where they come from.</summary>
    public bool IsNews(string text) => In(text).Any(value => !_judged.Contains(value));

    /// <summary>Learns from the texts of one step that was run twice.</summary>
    public void Learn(string first, string second)
    {
        var both = In(second).ToHashSet(StringComparer.Ordinal);

        foreach (var value in In(first))
        {
            if (_judged.Add(value) && both.Contains(value))
                _given.Add(value);
        }
    }

    /// <summary>Replaces the ids and times of a text.</summary>
    public static string Replace(string text, Func<Guid, string> id, Func<DateTime, string, string> time) =>
        TimeTexts().Replace(IdTexts().Replace(text, match => id(Guid.Parse(match.Value))), match => time(TimeOf(match.Value), match.Value));

    private static IEnumerable<string> In(string text) => IdTexts().Matches(text).Select(match => match.Value).Where(id => !Delivery.IsNewId(Guid.Parse(id)))
        .Concat(TimeTexts().Matches(text).Select(match => match.Value).Where(time => TimeOf(time) < World.Beginning));

    private static DateTime TimeOf(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex IdTexts();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex TimeTexts();
}
