using EdaKit.Sagas.Definitions;
using EdaKit.TestSupport;
using EdaKit.Testing.Exploration;
using Orders.Contracts;
using Orders.Ordering;

namespace Orders.Tests;

public sealed class OrderSagaTests(ITestOutputHelper output)
{
    private static readonly Guid Order = new("00000000-0000-0000-0000-0000000000aa");

    /// <summary>Orders that are under way run on the flow with which they began: a change of it needs a new version.</summary>
    [Fact]
    public void Flow_is_as_it_is_recorded() => SagaDefinitionCheck.Of(new OrderSaga(), RepositoryFolder.PathOf("samples/Orders/sagas")).Verify();

    [Fact]
    public async Task Order_ends_with_everything_or_nothing_in_every_order_of_events()
    {
        var result = await SagaExplorer.Of(new OrderSaga())
            .Begin(new PlaceOrder(Order, "LAMP", 1, 12, "GOLD", "ADA"))
            .Participant("stock", stock => stock.Protected(Protections.All)
                .Command<ReserveStock>("stock", _ => new StockReserved(Order), _ => new StockRefused(Order, "none"))
                .Undo<ReleaseStock>("stock", _ => new StockReleased(Order)))
            .Participant("payment", payment => payment.Protected(Protections.All)
                .Command<TakePayment>("payment", _ => new PaymentTaken(Order), _ => new PaymentRefused(Order, "empty"))
                .Undo<RefundPayment>("payment", _ => new PaymentRefunded(Order)))
            .Participant("loyalty", loyalty => loyalty.Protected(Protections.All)
                .Command<AddPoints>("points", _ => new PointsAdded(Order), _ => new PointsRefused(Order, "gone"))
                .Undo<TakePointsBack>("points", _ => new PointsTakenBack(Order)))
            .Participant("confirmation", confirmation => confirmation.Protected(Protections.All)
                .Command<SendConfirmation>("mail", _ => new ConfirmationSent(Order)))
            .Invariant("a completed order has everything once", end => end.State != "Completed" || Has(end, 1))
            .Invariant("a compensated order has nothing", end => end.State != "Compensated" || Has(end, 0))
            .Always("money is taken once", moment => moment.Count("payment") <= 1)
            .RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(result.ToString());
        Assert.True(result.Holds && result.IsComplete, result.ToString());
        Assert.Equal(["Compensated", "Completed"], result.Ends.Keys.Order());
    }

    private static bool Has(ExplorationMoment<OrderState> end, int count) =>
        (end.Count("stock"), end.Count("payment"), end.Count("points"), end.Count("mail")) == (count, count, count, count);
}
