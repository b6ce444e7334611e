using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox;

/// <summary>Counts the records of each state.</summary>
internal sealed class CountCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;

    public CountCommand(DatabaseOptions database, OutputOptions output)
        : base("count", "Count the records of each state, and say how long the oldest is overdue.")
    {
        (_database, _output) = (database, output);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var counts = await OutboxSession.RunAsync(_database.Read(parsed), operations => operations.CountAsync(cancellationToken));

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new CountsJson(counts), cancellationToken);
        else
            Sheet.Write(Facts(counts));

        return (int)ExitCode.Done;
    }

    private static IEnumerable<(string Name, string? Value)> Facts(OutboxCounts counts) =>
    [
        ("waiting", $"{counts.Waiting}"),
        ("  of these delayed", $"{counts.Delayed}"),
        ("  of these leased", $"{counts.Leased}"),
        ("  of these held", $"{counts.Held}"),
        ("parked", $"{counts.Parked}"),
        ("oldest waiting captured", Times.Text(counts.OldestCapturedAt)),
        ("longest overdue by", Durations.Text(counts.OldestAge)),
    ];
}

/// <summary>The counts as JSON. A released name keeps its meaning.</summary>
internal sealed class CountsJson(OutboxCounts counts)
{
    public long Waiting { get; } = counts.Waiting;
    public long Parked { get; } = counts.Parked;
    public long Delayed { get; } = counts.Delayed;
    public long Leased { get; } = counts.Leased;
    public long Held { get; } = counts.Held;
    public DateTimeOffset? OldestCapturedAt { get; } = counts.OldestCapturedAt;
    public double OldestAgeSeconds { get; } = counts.OldestAge.TotalSeconds;
}
