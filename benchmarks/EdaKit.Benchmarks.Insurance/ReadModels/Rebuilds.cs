using System.Diagnostics;
using EdaKit.Benchmarks.Insurance.Figures;
using EdaKit.Benchmarks.Insurance.Offices;
using Insurance.Agents.Cards;
using Insurance.Analytics.Keeping;
using Insurance.Audit;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.ReadModels;

/// <summary>How quickly each read model is made out of the events, one after the other, with nothing beside it.</summary>
internal sealed class Rebuilds(Office office, CancellationToken cancellationToken)
{
    public async Task RunAsync(long events)
    {
        var table = new Table().AddColumns("read model", "s", "events/s");
        await MeasureAsync("cards", () => office.Services.GetRequiredService<CardRebuild>().RunAsync(cancellationToken));
        await MeasureAsync("analytics", () => office.Services.GetRequiredService<AnalyticsProjection>().RebuildAsync(cancellationToken));
        await MeasureAsync("audit", SealAsync);
        Steps.Show($"Made anew out of {events:N0} events", table);

        async Task MeasureAsync(string name, Func<Task> rebuildAsync)
        {
            var began = Stopwatch.GetTimestamp();
            await rebuildAsync();
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            table.AddRow(name, $"{seconds:N1}", $"{events / seconds:N0}");
        }
    }

    /// <summary>A trail cannot be thrown away; this one is empty.</summary>
    private async Task SealAsync()
    {
        var trail = office.Services.GetRequiredService<AuditTrail>();
        while (await trail.GoOnAsync(cancellationToken) > 0)
        {
        }
    }
}
