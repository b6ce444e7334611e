namespace Retail.Before;

/// <summary>The services that the order API calls.</summary>
internal static class ServiceNames
{
    public const string Stock = "stock";
    public const string Payment = "payment";
    public const string Notification = "notification";
    public const string Billing = "billing";
    public const string Loyalty = "loyalty";

    /// <summary>In the order in which they are called.</summary>
    public static IReadOnlyList<string> InOrder { get; } = [Stock, Payment, Notification, Billing, Loyalty];
}
