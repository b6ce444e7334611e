using Retail.Host.Compare.Availability;
using Retail.Host.Compare.Latency;
using Retail.Host.Compare.Outage;
using Retail.Host.Compare.Shops;
using Retail.Host.Replay;
using Samples.Hosting;

namespace Retail.Host.Compare;

/// <summary>Starts both shops on fresh files, measures one thing after the other, and throws the files away.</summary>
internal static class CompareRun
{
    private const int Trials = 1_000_000;
    private const double FailureRate = 1.0 / 10_000;

    /// <exception cref="OperatorException">The machine cannot run the shops.</exception>
    public static async Task<Comparison> Run(CompareScale scale, int seed, CompareProgress progress, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        await using var data = ReplayFolder.Fresh(null);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };

        // 1. What capture costs, while neither shop is there to disturb it.
        var capture = await CaptureCost.Measure(
            Path.Combine(data.Path, "capture"), scale, progress.Begin("Orders with and without event", scale.CapturePairs),
            clock, cancellationToken);

        await using var before = await SynchronousShop.Start(Path.Combine(data.Path, "before"), cancellationToken);
        await using var after = await EventDrivenShop.Start(Path.Combine(data.Path, "after"), cancellationToken);
        var (toBefore, toAfter) = (new ShopClient(before, http), new ShopClient(after, http));

        // 2. Response times, of both side by side.
        var times = await ResponseTimes.Measure(
            toBefore, toAfter, scale, progress.Begin("Response times", scale.WarmUp + scale.Timed), clock, cancellationToken);

        // 3. The outage, one shop after the other: each has the machine for itself.
        var outageBefore = await BillingOutage.Run(
            before, toBefore, scale, progress.Begin("Billing down, before", scale.OutageOrders), clock, cancellationToken);
        var outageAfter = await BillingOutage.Run(
            after, toAfter, scale, progress.Begin("Billing down, after", scale.OutageOrders), clock, cancellationToken);

        // 4. Availability, in no time.
        var availability = AvailabilityTrials.Run(Trials, FailureRate, seed);

        return new Comparison(scale, times, capture, availability, outageBefore, outageAfter);
    }
}
