namespace Retail.Loyalty;

/// <summary>An entry as the API shows it.</summary>
internal sealed record PointsEntryView(string OrderNumber, int Points, DateTime BookedAt)
{
    // SQLite gives times back without saying that they are UTC, and a browser would take them for its own.
    public static PointsEntryView Of(PointsEntry entry) =>
        new(entry.OrderNumber, entry.Points, DateTime.SpecifyKind(entry.BookedAt, DateTimeKind.Utc));
}
