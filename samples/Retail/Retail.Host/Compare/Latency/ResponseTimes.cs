using System.Collections.Concurrent;
using Retail.Host.Compare.Shops;
using Retail.Host.Measuring;

namespace Retail.Host.Compare.Latency;

/// <summary>How long customers waited for an answer to PUT /orders.</summary>
internal sealed record ResponseTimes(Latencies Before, Latencies After)
{
    /// <summary>Few, so that on a small machine an order waits for its own work and not for that of the others.</summary>
    public const int InFlight = 4;

    /// <summary>How many times faster the after answers.</summary>
    public double Ratio => Before.P50 / After.P50;

    /// <summary>
    /// Warms both shops up, then times them side by side: every sender takes turns between the two, so that whatever else the machine is
    /// doing meets both alike.
    /// </summary>
    public static async Task<ResponseTimes> Measure(
        ShopClient before, ShopClient after, CompareScale scale, Action<int> sent, TimeProvider clock, CancellationToken cancellationToken)
    {
        await Send("W", scale.WarmUp);
        return await Send("T", scale.Timed);

        async Task<ResponseTimes> Send(string prefix, int orders)
        {
            var (slow, fast) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<TimeSpan>());
            await Parallel.ForAsync(
                0,
                orders,
                new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellationToken },
                async (i, cancel) =>
                {
                    slow.Add(await Time(before, $"{prefix}{i}", clock, cancel));
                    fast.Add(await Time(after, $"{prefix}{i}", clock, cancel));
                    sent(1);
                });
            return new ResponseTimes(Latencies.Of(slow), Latencies.Of(fast));
        }
    }

    private static async Task<TimeSpan> Time(ShopClient shop, string number, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await shop.MustPut(number, cancellationToken);
        return clock.GetElapsedTime(started);
    }
}
