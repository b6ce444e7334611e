using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EdaKit.Testing.Exploration;

/// <summary>Everything that can make a difference at one moment of a run. Immutable.</summary>
internal sealed partial record World
{
    /// <summary>The instance, as JSON.</summary>
    public required string Saga { get; init; }

    public required DateTime Now { get; init; }

    public ImmutableList<InFlight> Messages { get; init; } = [];

    public ImmutableList<PendingTimer> Timers { get; init; } = [];

    public ImmutableSortedDictionary<string, int> Effects { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>What participants have handled, and their answers.</summary>
    public ImmutableSortedDictionary<string, InFlight> Handled { get; init; } = ImmutableSortedDictionary<string, InFlight>.Empty;

    /// <summary>The effects whose commands come too late.</summary>
    public ImmutableSortedSet<string> Fences { get; init; } = [];

    /// <summary>The labels of the ids that the saga has given.</summary>
    public ImmutableSortedDictionary<Guid, string> Labels { get; init; } = ImmutableSortedDictionary<Guid, string>.Empty;

    public int Ids { get; init; }

    public int Duplicates { get; init; }

    public int Faults { get; init; }

    public int Timeouts { get; init; }

    public int Resumes { get; init; }

    public bool IsQuiet => Messages.IsEmpty && Timers.IsEmpty;

    /// <summary>The label of an id: the same for the same message, whatever the order in which runs made their ids.</summary>
    public (World World, string Label) LabelOf(Guid id, Type type)
    {
        if (Labels.TryGetValue(id, out var known))
            return (this, known);

        var label = $"{type.Name}#{Labels.Values.Count(value => value.StartsWith($"{type.Name}#", StringComparison.Ordinal)) + 1}";
        return (this with { Labels = Labels.Add(id, label) }, label);
    }

    /// <summary>
    /// Two worlds with one key have the same future. Ids go by their labels, and of times only those that are still to come count, by their distance.
    /// </summary>
    public string Key()
    {
        var key = new StringBuilder(TimeTexts().Replace(IdTexts().Replace(Saga, id => Labels.GetValueOrDefault(Guid.Parse(id.Value), "id")), Relative));
        key.Append('|').AppendJoin(';', Messages.Select(message => message.Key).Order(StringComparer.Ordinal));
        key.Append('|').AppendJoin(';', Timers.Select(timer => Distance(timer.DueAt)).Order());
        key.Append('|').AppendJoin(';', Effects.Select(effect => $"{effect.Key}={effect.Value}"));
        key.Append('|').AppendJoin(';', Handled.Select(handled => $"{handled.Key}={handled.Value.Key}"));
        key.Append('|').AppendJoin(';', Fences);
        return key.Append(CultureInfo.InvariantCulture, $"|{Duplicates},{Faults},{Timeouts},{Resumes}").ToString();
    }

    private string Relative(Match time) =>
        DateTime.Parse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) is var at && at > Now ? Distance(at).ToString(CultureInfo.InvariantCulture) : "past";

    private long Distance(DateTime at) => at > Now ? (at - Now).Ticks : 0;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex IdTexts();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?")]
    private static partial Regex TimeTexts();
}
