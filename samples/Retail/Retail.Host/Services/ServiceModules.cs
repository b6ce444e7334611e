using Retail.Billing;
using Retail.Checkout;
using Retail.Loyalty;
using Retail.Notification;
using Retail.Ordering;
using Retail.Scoring;
using Retail.Tracking;
using Samples.Hosting;

namespace Retail.Host.Services;

/// <summary>The services of the shop. A new one is a project of its own and one entry here; no other service changes.</summary>
internal static class ServiceModules
{
    public static IReadOnlyList<ServiceModule> All { get; } =
    [
        new(OrderingModule.Name, typeof(OrderingDb), OrderingModule.AddServices, OrderingModule.AddToBus, OrderingModule.MapApi),
        new(CheckoutModule.Name, typeof(CheckoutDb), CheckoutModule.AddServices, CheckoutModule.AddToBus),
        new(BillingModule.Name, typeof(BillingDb), BillingModule.AddServices, BillingModule.AddToBus),
        new(NotificationModule.Name, typeof(NotificationDb), NotificationModule.AddServices, NotificationModule.AddToBus),

        // Added later. Nothing above knows of them.
        new(LoyaltyModule.Name, typeof(LoyaltyDb), LoyaltyModule.AddServices, LoyaltyModule.AddToBus, LoyaltyModule.MapApi),
        new(ScoringModule.Name, typeof(ScoringDb), ScoringModule.AddServices, ScoringModule.AddToBus, ScoringModule.MapApi),
        new(TrackingModule.Name, typeof(TrackingDb), TrackingModule.AddServices, TrackingModule.AddToBus, TrackingModule.MapApi),
    ];

    public static string Names => string.Join(", ", All.Select(module => module.Name));

    /// <exception cref="OperatorException">There is no service of that name.</exception>
    public static ServiceModule Named(string name) =>
        All.FirstOrDefault(module => module.Name == name)
        ?? throw new OperatorException($"There is no service '{name}'. The services are {Names}.");
}
