using Retail.Billing;
using Retail.Checkout;
using Retail.Ordering;

namespace Retail.Host.Services;

/// <summary>The services of the shop. A new one is a project of its own and one entry here; no other service changes.</summary>
internal static class ServiceModules
{
    public static IReadOnlyList<ServiceModule> All { get; } =
    [
        new(OrderingModule.Name, typeof(OrderingDb), OrderingModule.AddServices, OrderingModule.AddToBus, OrderingModule.MapApi),
        new(CheckoutModule.Name, typeof(CheckoutDb), CheckoutModule.AddServices, CheckoutModule.AddToBus),
        new(BillingModule.Name, typeof(BillingDb), BillingModule.AddServices, BillingModule.AddToBus),
    ];

    public static string Names => string.Join(", ", All.Select(module => module.Name));
}
