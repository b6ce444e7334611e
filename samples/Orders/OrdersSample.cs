using MassTransit;
using Orders.Confirmation;
using Orders.Loyalty;
using Orders.Ordering;
using Orders.Participation;
using Orders.Payment;
using Orders.Stock;
using Samples.Hosting.Serving;

namespace Orders;

/// <summary>What this sample is made of.</summary>
internal static class OrdersSample
{
    public static Sample Definition { get; } = new(
        "orders", "The order saga of EdaKit: stock, payment, loyalty and confirmation, or nothing of it.", "http://127.0.0.1:5100",
        [
            OrderingModule.Module,
            ParticipantModule.Of<StockDb, Warehouse>("stock"),
            ParticipantModule.Of<PaymentDb, Cashier>("payment"),
            ParticipantModule.Of<LoyaltyDb, PointsClerk>("loyalty"),
            ParticipantModule.Of<ConfirmationDb, Mailer>("confirmation"),
        ])
    {
        Retry = Retry,
        Invitation = address => Invitation(address, Guid.CreateVersion7()),
    };

    private static string Invitation(string address, Guid order) => $$"""
        Place an order, and see how it ends. The card EMPTY is refused, a member GONE too, and what ends with -AWAY does not answer:
          curl -X PUT {{address}}/orders/{{order}} -H 'content-type: application/json' \
            -d '{"item":"LAMP","quantity":2,"amount":25,"card":"GOLD","member":"ADA-AWAY"}'
          curl {{address}}/orders/{{order}}
        """;

    /// <summary>For a deadlock, a lost race, a database that restarts. Of a system that does not answer the saga needs to hear.</summary>
    private static void Retry(IRetryConfigurator retry)
    {
        retry.Ignore<NoAnswerException>();
        retry.Intervals(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
    }
}
