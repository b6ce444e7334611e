namespace Retail.Ordering;

/// <summary>Who a request says its customer is.</summary>
internal static class Customers
{
    /// <summary>The id without the blanks around it; null, which is a guest, where nothing else is there.</summary>
    public static string? Named(string? id) => string.IsNullOrWhiteSpace(id) ? null : id.Trim();
}
