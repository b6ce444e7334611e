using System.Globalization;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;
using EdaKit.Evidence;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;

namespace EdaKit.Cli.Flows;

/// <summary>Flows as lines of text: one for each message, further in than the one from which it followed, with times from the first on.</summary>
internal static class FlowText
{
    private const int LongestNote = 120;

    public static IEnumerable<string> Lines(FlowExplanation answer)
    {
        foreach (var root in answer.Flows)
        {
            yield return $"{Times.Text(root.At)}";

            foreach (var line in Lines(root, root.At, 0))
                yield return line;
        }

        foreach (var saga in answer.Sagas)
            yield return Line(saga);
    }

    private static IEnumerable<string> Lines(FlowMessage message, DateTimeOffset start, int depth) =>
        new[] { Line(message, start, depth) }.Concat(message.Followed.SelectMany(next => Lines(next, start, depth + 1)));

    private static string Line(FlowMessage message, DateTimeOffset start, int depth)
    {
        var version = message.Version is { } number ? $" v{number}" : "";
        var fates = message.Fates.Select(fate => Text(fate, start)).Concat(message.Stored is { } stored ? [Text(stored)] : Array.Empty<string>()).ToList();

        return $"{After(message.At - start),9}  {new string(' ', 2 * depth)}{message.Contract ?? "?"}{version}  {Short(message.Id)}  {Sender(message)}{(fates.Count == 0 ? "" : $"  -> {string.Join(", ", fates)}")}";
    }

    private static string Sender(FlowMessage message) => message.How is { } how
        ? $"{how.ToString().ToLowerInvariant()} by {(message.Participant is { } name ? $"{Consumer(name)} ({message.Service})" : message.Service)}"
        : "sender unknown";

    private static string Text(FlowFate fate, DateTimeOffset start)
    {
        var where = fate.Service.Length > 0 && fate.Participant is not null ? $"{Consumer(fate.Participant)} ({fate.Service})" : Consumer(fate.Participant ?? "?");
        var note = fate.Note is { Length: > 0 } text ? $": {(Printable.FirstLine(text) is { Length: > LongestNote } line ? $"{line[..LongestNote]}…" : Printable.FirstLine(text))}" : "";

        return $"{(fate.Kind == JournalKind.Consumed ? "" : $"{fate.Kind.ToString().ToUpperInvariant()} ")}{where} {After(fate.At - start)}{note}";
    }

    private static string Text(StoredMessage stored) => $"{stored.State.ToString().ToUpperInvariant()} in the outbox since {Times.Text(stored.Since)}"
        + $"{(stored.Until is { } until ? $" until {Times.Text(until)}" : "")}{(stored.LastError is { } error ? $": {Printable.FirstLine(error)}" : "")}";

    private static string Line(KeptSaga saga) => $"saga {saga.Saga} {saga.CorrelationId} in {saga.State}"
        + $"{(saga.EndedAt is { } ended ? $", ended {Times.Text(ended)}" : saga.ParkedReason is { } reason ? $", parked at {saga.ParkedStep}: {reason}" : saga.WaitsFor is { } what ? $", waits for {what}" : "")}"
        + $"{(saga is { EndedAt: null, Until: { } until } ? $" until {Times.Text(until)}" : "")}";

    private static string Consumer(string participant) => participant.Split('/') is { Length: >= 3 } parts ? parts[1].Length > 0 ? parts[1] : parts[0] : participant;

    private static string After(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"+{span.TotalMilliseconds:0}ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"+{span.TotalSeconds:0.0}s"),
        _ => $"+{Durations.Text(span)}",
    };

    // The beginning of an id is that of all that a process made.
    private static string Short(Guid id) => id.ToString()[19..];
}
