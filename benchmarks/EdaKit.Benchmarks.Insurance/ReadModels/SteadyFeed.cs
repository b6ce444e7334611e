using System.Diagnostics;
using EdaKit.Benchmarks.Insurance.Offices;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using Marten;

namespace EdaKit.Benchmarks.Insurance.ReadModels;

/// <summary>
/// Appends events at a steady pace: fifty transactions a second, in each of which ten policies have one event, with headers and expected versions as the
/// write side appends them. It is no command, so that deciding and the outbox do not bound the pace.
/// </summary>
/// <param name="office">The store.</param>
/// <param name="policies">Policies with an open claim, of which each has so many events.</param>
internal sealed class SteadyFeed(Office office, IReadOnlyList<(Guid Id, long Version)> policies)
{
    public const int EventsPerSecond = 500;
    private const int EventsOfTransaction = 10;

    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly long[] _versions = [.. policies.Select(policy => policy.Version)];
    private int _next;

    /// <summary>Appends for the whole length.</summary>
    /// <param name="committed">Hears of each transaction: its last position, and when it was committed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many events a second it was, which is fewer where the store is too slow.</returns>
    public async Task<double> RunAsync(Action<long, long> committed, CancellationToken cancellationToken)
    {
        var (began, transactions) = (Stopwatch.GetTimestamp(), EventsPerSecond / EventsOfTransaction * (int)Length.TotalSeconds);

        for (var i = 0; i < transactions; i++)
        {
            if (Length / transactions * i - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                await Task.Delay(early, cancellationToken);

            var position = await AppendAsync(EventsOfTransaction, cancellationToken);
            committed(position, Stopwatch.GetTimestamp());
        }

        return transactions * EventsOfTransaction / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task<long> AppendAsync(int events, CancellationToken cancellationToken)
    {
        await using var session = office.Store.LightweightSession();
        session.CorrelationId = session.CausationId = $"{Guid.CreateVersion7()}";
        session.SetHeader("by", "Karim, claims");
        session.SetHeader("why", "expert's report");

        var last = 0L;
        var appended = Enumerable.Range(0, events).Select(_ => Append(session)).ToList();
        await session.SaveChangesAsync(cancellationToken);
        foreach (var stream in appended)
            last = Math.Max(last, stream.Events[^1].Sequence);
        return last;
    }

    private JasperFx.Events.StreamAction Append(IDocumentSession session)
    {
        var policy = _next++ % policies.Count;
        return session.Events.Append(policies[policy].Id, ++_versions[policy], new ClaimReserveChanged(1, Money.Euros(1_000 + _versions[policy])));
    }
}
