using Retail.Host.Compare.Shops;

namespace Retail.Host.Compare.Outage;

/// <summary>Sends orders at a constant rate while billing goes down and comes back, waits until all is settled, reads the books.</summary>
internal static class BillingOutage
{
    public static async Task<OutageTally> Run(
        IComparedShop shop,
        ShopClient client,
        CompareScale scale,
        Action<int> answered,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var numbers = Enumerable.Range(0, scale.OutageOrders).Select(i => $"B{i}").ToArray();

        await Task.WhenAll(
            Send(numbers, client, scale, answered, clock, cancellationToken),
            TakeBillingDown(shop, scale, clock, cancellationToken));

        var known = numbers.ToHashSet();
        await shop.UntilSettled(known, cancellationToken);
        return OutageTally.Of(numbers.Length, await shop.Fates(known, cancellationToken));
    }

    /// <summary>Customers do not wait for each other's answers: an order goes out when its time has come.</summary>
    private static async Task Send(
        string[] numbers,
        ShopClient client,
        CompareScale scale,
        Action<int> answered,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var orders = new List<Task>(numbers.Length);
        foreach (var (index, number) in numbers.Index())
        {
            var early = TimeSpan.FromSeconds((double)index / scale.Rate) - clock.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, clock, cancellationToken);
            orders.Add(SendOne(number));
        }

        await Task.WhenAll(orders);

        // What came of it is not asked here: the books say it, and they cannot be mistaken about it.
        async Task SendOne(string number)
        {
            await client.TryPut(number, cancellationToken);
            answered(1);
        }
    }

    private static async Task TakeBillingDown(
        IComparedShop shop, CompareScale scale, TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.Delay(scale.DownAt, clock, cancellationToken);
        await shop.StopBilling(cancellationToken);
        await Task.Delay(scale.UpAt - scale.DownAt, clock, cancellationToken);
        await shop.StartBilling(cancellationToken);
    }
}
