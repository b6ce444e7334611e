using Retail.Host.Compare.Outage;
using Retail.Host.Compare.Shops;

namespace Retail.Tests.Compare;

public sealed class OutageTallyTests
{
    private static readonly OrderFate Invoiced = new("1", Taken: true, Touched: true, HalfDone: false, TimeSpan.FromSeconds(0.5));
    private static readonly OrderFate Late = Invoiced with { Number = "2", InvoicedAfter = TimeSpan.FromSeconds(9) };
    private static readonly OrderFate Lost = new("3", Taken: true, Touched: true, HalfDone: true, null);
    private static readonly OrderFate Cancelled = new("4", Taken: false, Touched: true, HalfDone: false, null);
    private static readonly OrderFate CancelledHalf = new("5", Taken: false, Touched: true, HalfDone: true, null);
    private static readonly OrderFate Refused = new("6", Taken: false, Touched: false, HalfDone: false, null);

    [Fact]
    public void Of_one_of_each_counts_each()
    {
        var tally = OutageTally.Of(sent: 7, [Invoiced, Late, Lost, Cancelled, CancelledHalf, Refused]);

        Assert.Equal(
            new OutageTally
            {
                Sent = 7,
                Taken = 3,
                Refused = 2,
                Cancelled = 2,
                HalfDone = 2,
                Lost = 1,
                Delayed = 1,
                LongestDelay = TimeSpan.FromSeconds(9),
            },
            tally);
    }

    [Fact]
    public void Of_no_known_order_is_all_refused()
    {
        var tally = OutageTally.Of(sent: 3, []);

        Assert.Equal((3, 0, 3, 0), (tally.Sent, tally.Taken, tally.Refused, tally.Lost));
        Assert.Null(tally.LongestDelay);
    }
}
