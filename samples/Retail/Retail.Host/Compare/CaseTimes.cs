using Retail.Before;
using Retail.Billing;
using Retail.Checkout;
using Retail.Host.Work;
using Retail.Loyalty;
using Retail.Notification;

namespace Retail.Host.Compare;

/// <summary>
/// How long everybody works on an order, the same in both shops: 60 ms the order API itself, and 240 ms the five services together.
/// </summary>
internal static class CaseTimes
{
    public static readonly TimeSpan Api = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Stock = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Payment = TimeSpan.FromMilliseconds(70);
    private static readonly TimeSpan Notification = TimeSpan.FromMilliseconds(45);
    private static readonly TimeSpan Billing = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Loyalty = TimeSpan.FromMilliseconds(35);

    /// <summary>The five services that the order API called.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Before { get; } = new Dictionary<string, TimeSpan>
    {
        [ServiceNames.Stock] = Stock,
        [ServiceNames.Payment] = Payment,
        [ServiceNames.Notification] = Notification,
        [ServiceNames.Billing] = Billing,
        [ServiceNames.Loyalty] = Loyalty,
    };

    /// <summary>The same work; stock and payment share a service now, because they share a transaction.</summary>
    public static WorkingTimes After { get; } = new(new Dictionary<string, TimeSpan>
    {
        [WorkingTimes.Api] = Api,
        [CheckoutModule.Name] = Stock + Payment,
        [NotificationModule.Name] = Notification,
        [BillingModule.Name] = Billing,
        [LoyaltyModule.Name] = Loyalty,
    });

    /// <summary>What the five calls take together.</summary>
    public static TimeSpan Calls { get; } = Before.Values.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
}
