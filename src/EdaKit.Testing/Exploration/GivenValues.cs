using System.Text;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// The ids and past times of a search that come from the user's code, such as a constant of a test, so that code may compare them with a value it knows.
/// The others were made anew, at random or by a clock: nobody can know their values, and only which of them are equal makes a difference.
/// </summary>
/// <remarks>A step that brings in new values is run twice: what both runs have was given, and what differs was made.</remarks>
internal sealed class GivenValues
{
    private readonly HashSet<Guid> _givenIds = [Guid.Empty];
    private readonly HashSet<Guid> _judgedIds = [Guid.Empty];
    private readonly HashSet<DateTime> _givenTimes = [default];
    private readonly HashSet<DateTime> _judgedTimes = [default];

    public bool Contains(Guid id) => _givenIds.Contains(id);

    public bool Contains(DateTime time) => _givenTimes.Contains(time);

    /// <summary>Whether a text has values of which it is not known where they come from.</summary>
    public bool IsNews(string text) => TextValue.In(text).Any(value => IsJudged(value) && !(value.IsId ? _judgedIds.Contains(value.Id) : _judgedTimes.Contains(value.Time)));

    /// <summary>Learns from the texts of one step that was run twice.</summary>
    public void Learn(IEnumerable<string> first, IEnumerable<string> second)
    {
        var again = second.SelectMany(TextValue.In).ToList();
        var ids = again.Where(value => value.IsId).Select(value => value.Id).ToHashSet();
        var times = again.Where(value => !value.IsId).Select(value => value.Time).ToHashSet();

        foreach (var value in first.SelectMany(TextValue.In).Where(IsJudged))
        {
            if (value.IsId && _judgedIds.Add(value.Id) && ids.Contains(value.Id))
                _givenIds.Add(value.Id);
            else if (!value.IsId && _judgedTimes.Add(value.Time) && times.Contains(value.Time))
                _givenTimes.Add(value.Time);
        }
    }

    /// <summary>Replaces the ids and times of a text.</summary>
    public static string Replace(string text, Func<Guid, string> id, Func<DateTime, string> time)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;

        foreach (var value in TextValue.In(text))
        {
            result.Append(text, copied, value.Start - copied).Append(value.IsId ? id(value.Id) : time(value.Time));
            copied = value.End;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    // The explorer's own ids are never known to anybody, and times since the beginning count by their distance.
    private static bool IsJudged(TextValue value) => value.IsId ? !Delivery.IsNewId(value.Id) : value.Time < World.Beginning;
}
