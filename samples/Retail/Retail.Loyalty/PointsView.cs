namespace Retail.Loyalty;

/// <summary>A customer's points as the API shows them.</summary>
/// <param name="CustomerId">Whose points they are.</param>
/// <param name="Balance">The sum of the entries.</param>
/// <param name="Entries">One for each order that earned points and each return that took some back, the oldest first.</param>
internal sealed record PointsView(string CustomerId, long Balance, IReadOnlyList<PointsEntryView> Entries)
{
    public static PointsView Of(string customerId, IReadOnlyList<PointsEntry> entries) =>
        new(customerId, entries.Sum(entry => (long)entry.Points), [.. entries.Select(PointsEntryView.Of)]);
}
