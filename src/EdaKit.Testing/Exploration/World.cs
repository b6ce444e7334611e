using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EdaKit.Testing.Exploration;

/// <summary>Everything that can make a difference at one moment of a run. Immutable.</summary>
internal sealed record World
{
    /// <summary>When the virtual time begins.</summary>
    public static readonly DateTime Beginning = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The instance, as JSON.</summary>
    public required string Saga { get; init; }

    public DateTime Now { get; init; } = Beginning;

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

    public int Crashes { get; init; }

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

    /// <summary>The instance, the messages and the timers as texts, in the order in which they came.</summary>
    public IEnumerable<string> Contents() => [Saga, .. Messages.Select(message => message.Key), .. Timers.Select(timer => timer.Content)];

    /// <summary>
    /// Two worlds with one key have the same future. Ids that were sent with a message go by its label, those that were given by their value, and those that were
    /// made anew by their number in the order of this text. Of times only those that are still to come count, by their distance, and those that were given.
    /// </summary>
    /// <remarks>It is the first half of a SHA-256: that two of a million worlds have one key by chance is as good as impossible (about 1 in 10^27).</remarks>
    public UInt128 Key(GivenValues given)
    {
        var text = new StringBuilder(Saga);
        text.Append('\n').AppendJoin('\n', Messages.OrderBy(message => message.SortKey, StringComparer.Ordinal).ThenBy(message => message.Key, StringComparer.Ordinal).Select(message => message.Key));
        text.Append("\n\n").AppendJoin('\n', Timers.OrderBy(timer => Distance(timer.DueAt)).ThenBy(timer => timer.SortKey, StringComparer.Ordinal).ThenBy(timer => timer.Content, StringComparer.Ordinal)
            .Select(timer => $"{Distance(timer.DueAt)} {timer.Token} {timer.Content}"));
        text.Append("\n\n").AppendJoin('\n', Effects.Select(effect => $"{effect.Key}={effect.Value}"));
        text.Append("\n\n").AppendJoin('\n', Handled.Select(handled => $"{handled.Key}={handled.Value.Key}"));
        text.Append("\n\n").AppendJoin('\n', Fences);
        text.Append(CultureInfo.InvariantCulture, $"\n\n{Duplicates},{Crashes},{Faults},{Timeouts},{Resumes}");

        var numbers = new Dictionary<Guid, int>();
        var canonical = GivenValues.Replace(text.ToString(), IdText, TimeText);
        return MemoryMarshal.Read<UInt128>(SHA256.HashData(MemoryMarshal.AsBytes(canonical.AsSpan())));

        string IdText(Guid id)
        {
            if (Labels.TryGetValue(id, out var label))
                return label;

            if (given.Contains(id))
                return id.ToString();

            numbers.TryAdd(id, numbers.Count + 1);
            return $"id {numbers[id]}";
        }

        string TimeText(DateTime time) => time > Now ? $"in {Distance(time)}" : given.Contains(time) ? $"at {time.Ticks}" : "past";
    }

    private long Distance(DateTime at) => at > Now ? (at - Now).Ticks : 0;
}
