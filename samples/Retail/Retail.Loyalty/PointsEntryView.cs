namespace Retail.Loyalty;

/// <summary>An entry as the API shows it.</summary>
internal sealed record PointsEntryView(string OrderNumber, int Points, DateTime BookedAt)
{
    public static PointsEntryView Of(PointsEntry entry) => new(entry.OrderNumber, entry.Points, entry.BookedAt);
}
