using System.CommandLine;
using EdaKit.Benchmarks.Insurance.Figures;
using EdaKit.Benchmarks.Insurance.Filling;
using EdaKit.Benchmarks.Insurance.Offices;
using EdaKit.Benchmarks.Insurance.Writing;
using Insurance.Agents;
using Insurance.Agents.Reading;
using Insurance.Analytics;
using Insurance.Analytics.Keeping;
using Insurance.Audit;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.ReadModels;

/// <summary>The command line for the read models: how quickly they are made anew, how far they are behind, and what snapshots are good for.</summary>
internal static class ReadModelsCommand
{
    private const int Events = 200_000;
    private const int FewEvents = 20_000;
    private const int OpenPolicies = 100;

    public static Command Build()
    {
        var events = Premises.EventsOption(Events);
        var quick = new Option<bool>("--quick") { Description = $"{FewEvents:N0} events and fewer turns. The figures mean little." };

        var command = new Command("read-models", $"How quickly cards, analytics and audit are made anew, their lag at {SteadyFeed.EventsPerSecond} events a second, and the state of a long policy. About 2 minutes.")
        {
            events, quick,
        };
        command.SetAction((parsed, cancellationToken) => Premises.WorkAsync(
            (database, file) => RunAsync(database, file, parsed.GetValue(quick), parsed.GetValue(events), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task RunAsync(string database, string file, bool quick, int events, CancellationToken cancellationToken)
    {
        await using var office = await Office.BuildAsync(database, marten =>
        {
            marten.AddPolicyCards();
            marten.Services.AddAnalytics(new() { File = file });
            marten.Services.AddSingleton<AuditTrail>();
            marten.Services.AddHostedService<AuditFollower>();
        }, cancellationToken);
        await office.Services.GetRequiredService<AuditTrail>().CreateTablesAsync(cancellationToken);
        var last = await PastStore.FillAsync(office, quick ? FewEvents : events, cancellationToken);

        // 1. Made anew, while nothing follows.
        await new Rebuilds(office, cancellationToken).RunAsync(last);

        // 2. All follow, as in the host.
        await office.StartAsync(cancellationToken);
        await FollowAsync(office, cancellationToken);
        await new StateTimes(office, cancellationToken).RunAsync(quick ? 50 : 300, () => OpenAsync(office, cancellationToken));
    }

    private static async Task FollowAsync(Office office, CancellationToken cancellationToken)
    {
        var services = office.Services;
        LagWatch[] watches =
        [
            new("cards", services.GetRequiredService<CardProgress>().PositionAsync),
            new("analytics", services.GetRequiredService<AnalyticsProgress>().PositionAsync),
            new("audit", token => office.ScalarAsync<long>("select position from audit.head", token)),
        ];

        var policies = new List<(Guid Id, long Version)>();
        while (policies.Count < OpenPolicies)
            policies.Add(await OpenAsync(office, cancellationToken));

        var feeding = new SteadyFeed(office, policies).RunAsync((position, at) => Array.ForEach(watches, watch => watch.Await(position, at)), cancellationToken);
        await Task.WhenAll(watches.Select(watch => watch.RunAsync(feeding, cancellationToken)));

        var table = new Table().AddColumns("read model", "transactions", "median", "p99", "longest");
        foreach (var watch in watches)
            table.AddRow(watch.Name, $"{watch.Lags.Count:N0}", $"{watch.Lags.Median:N0}", $"{watch.Lags.P99:N0}", $"{watch.Lags.Longest:N0}");
        Steps.Show($"From commit to read model, ms, at {await feeding:N0} events/s for {SteadyFeed.Length.TotalSeconds:N0} s, looked at every {LagWatch.Poll.TotalMilliseconds:N0} ms", table);
    }

    /// <summary>A policy with an open claim, by commands.</summary>
    private static async Task<(Guid Id, long Version)> OpenAsync(Office office, CancellationToken cancellationToken)
    {
        var (policy, version) = (Guid.CreateVersion7(), 0L);
        foreach (var command in PolicyWithClaim.Opening(Random.Shared))
            version = (await office.DoAsync(policy, version, command, cancellationToken)).Version;
        return (policy, version);
    }
}
