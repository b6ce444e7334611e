using System.Diagnostics;
using Samples.Hosting;
using Samples.Hosting.Storage;

namespace Retail.Host.Burst;

/// <summary>One rush hour.</summary>
internal sealed class BurstRun(BurstProfile profile, int billings, string postgres, Uri rabbit)
{
    private const int WarmUpOrders = 50;

    /// <summary>How long the backlog may take to drain.</summary>
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(250);

    private readonly BurstBooks _books = new(new PostgreSqlStorage(postgres));
    private readonly List<DepthSample> _depth = [];
    private readonly Stopwatch _clock = new();

    /// <exception cref="OperatorException">A service does not start, refuses an order, or does not drain its backlog.</exception>
    public async Task<BurstResult> Run(Action<DepthSample> progress, CancellationToken cancellationToken)
    {
        // 1. The services start, and handle a few orders that do not count: code is compiled, connections are opened.
        await using var shop = await BurstShop.Start(profile, billings, postgres, rabbit, cancellationToken);
        using var http = new HttpClient { BaseAddress = shop.Ordering.Address };
        await WarmUp(http, cancellationToken);

        // 2. Customers come at their rate, whatever the shop does; beside them somebody looks at the books.
        using var day = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = new OrderLoad(http, profile);
        _clock.Start();
        var customers = load.Run(_clock, day.Token, cancellationToken);
        var drainedAt = await UntilDrained(customers, progress, cancellationToken);

        // 3. The day ends when the backlog of the burst has drained, and the books close when the last order has its invoice.
        await day.CancelAsync();
        await customers;
        await UntilAllInvoiced(progress, cancellationToken);

        return new BurstResult(profile, billings, [.. load.Sent], _depth, drainedAt,
            await _books.WithoutInvoice(cancellationToken),
            [.. shop.Billing.Select(process => process.Count(": IssueInvoice handled"))]);
    }

    private async Task WarmUp(HttpClient http, CancellationToken cancellationToken)
    {
        for (var i = 0; i < WarmUpOrders; i++)
            await OrderLoad.Put(http, $"W{i:000}", i, cancellationToken);
        await UntilAllInvoiced(_ => { }, cancellationToken);
        _depth.Clear();
    }

    /// <summary>When, after the burst, no more orders wait than arrive in a second of a normal day.</summary>
    private async Task<TimeSpan> UntilDrained(Task customers, Action<DepthSample> progress, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Sampling);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (customers.IsFaulted)
                await customers;

            var now = await Look(progress, cancellationToken);
            if (now.At > profile.BurstEnd && now.Depth <= profile.NormalRate)
                break;
            if (now.At > profile.BurstEnd + DrainPatience)
                throw new OperatorException($"After {DrainPatience.TotalMinutes:0} minutes {now.Depth} orders still wait for their invoices.");
        }

        return _clock.Elapsed;
    }

    private async Task UntilAllInvoiced(Action<DepthSample> progress, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Sampling);
        var started = Stopwatch.GetTimestamp();
        while ((await Look(progress, cancellationToken)).Depth > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > DrainPatience)
                return;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task<DepthSample> Look(Action<DepthSample> progress, CancellationToken cancellationToken)
    {
        var sample = await _books.Look(_clock, cancellationToken);
        _depth.Add(sample);
        progress(sample);
        return sample;
    }
}
