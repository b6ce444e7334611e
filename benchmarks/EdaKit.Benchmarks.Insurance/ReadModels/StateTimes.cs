using System.Diagnostics;
using EdaKit.Benchmarks.Figures;
using EdaKit.Benchmarks.Insurance.Figures;
using EdaKit.Benchmarks.Insurance.Offices;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using Insurance.Store.History;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.ReadModels;

/// <summary>How long it takes to know what a policy with a thousand events is, from the first one on, and with the snapshots that commands leave behind.</summary>
internal sealed class StateTimes(Office office, CancellationToken cancellationToken)
{
    private const int Events = 1_000;
    private const int EventsOfTransaction = 100;
    private const int WarmUp = 30;

    /// <summary>Measures in turns.</summary>
    /// <param name="turns">How many.</param>
    /// <param name="openAsync">Makes a policy with an open claim, and says how many events it has.</param>
    public async Task RunAsync(int turns, Func<Task<(Guid Id, long Version)>> openAsync)
    {
        // A command keeps the snapshots that are missing before it, at each hundredth event. So it is the last event that tells the two apart.
        var (whole, kept) = (await openAsync(), await openAsync());
        await AppendAsync(whole, Events);
        await AppendAsync(kept, Events - 1);
        await office.DoAsync(kept.Id, Events - 1, new ChangeReserve(1, Money.Euros(7)), cancellationToken);
        await CheckAsync(whole.Id, snapshots: 0);
        await CheckAsync(kept.Id, snapshots: (Events - 1) / 100);

        var (archive, without, with) = (office.Services.GetRequiredService<PolicyArchive>(), new Times(), new Times());
        for (var turn = -WarmUp; turn < turns; turn++)
        {
            foreach (var (policy, times) in ((Guid, Times)[])[(whole.Id, without), (kept.Id, with)])
            {
                var began = Stopwatch.GetTimestamp();
                var state = await archive.AtAsync(policy, Moment.Now, cancellationToken);
                if (turn >= 0)
                    times.Add(Stopwatch.GetElapsedTime(began));
                if (state?.Version != Events)
                    throw new BenchmarkFailedException($"Policy '{policy}' has '{state?.Version}' events, and not '{Events}'.");
            }
        }

        Steps.Show($"State of a policy with {Events:N0} events, {turns} turns: median and quarters", new Table().AddColumns("from", "ms")
            .AddRow("the first event on", without.Quarters.Text("N1"))
            .AddRow("the last snapshot on, and 100 events", with.Quarters.Text("N1")));
    }

    private async Task AppendAsync((Guid Id, long Version) policy, int until)
    {
        for (var version = policy.Version; version < until;)
        {
            var count = (int)Math.Min(EventsOfTransaction, until - version);
            await using var session = office.Store.LightweightSession();
            session.Events.Append(policy.Id, version + count, [.. Enumerable.Range(1, count).Select(i => new ClaimReserveChanged(1, Money.Euros(1_000 + version + i)))]);
            await session.SaveChangesAsync(cancellationToken);
            version += count;
        }
    }

    private async Task CheckAsync(Guid policy, int snapshots)
    {
        var there = await office.ScalarAsync<long>($"select count(*) from insurance.mt_doc_policysnapshot where policy_id = '{policy}'", cancellationToken);
        if (there != snapshots)
            throw new BenchmarkFailedException($"Policy '{policy}' has '{there}' snapshots, and not '{snapshots}'.");
    }
}
