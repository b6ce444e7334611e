using Microsoft.EntityFrameworkCore;

namespace Retail.Ordering.Returns;

/// <summary>
/// What one customer bought before a given moment: stock code to order number, the latest purchase where there are several.
/// A guest has no earlier purchases, because nobody knows who he was.
/// </summary>
internal static class EarlierPurchases
{
    public static async Task<IReadOnlyDictionary<string, string>> Of(
        OrderingDb db, string? customerId, DateTime before, IEnumerable<string> stockCodes, CancellationToken cancellationToken)
    {
        if (customerId is null)
            return new Dictionary<string, string>();

        var codes = stockCodes.Distinct().ToArray();
        var purchases = await (
            from order in db.Orders
            join line in db.OrderLines on order.Number equals line.OrderNumber
            where order.CustomerId == customerId && order.PlacedAt < before && codes.Contains(line.StockCode)
            select new { line.StockCode, order.Number, order.PlacedAt })
            .ToListAsync(cancellationToken);

        return purchases
            .GroupBy(purchase => purchase.StockCode)
            .ToDictionary(
                sameItem => sameItem.Key,
                sameItem => sameItem.OrderBy(purchase => purchase.PlacedAt).ThenBy(purchase => purchase.Number).Last().Number);
    }
}
