namespace Insurance.Analytics.Keeping;

/// <summary>How far analytics are behind.</summary>
/// <param name="Position">All events up to this one are in analytics.</param>
/// <param name="StorePosition">The last position of the store that nothing can come before any more.</param>
/// <param name="Behind">How many positions lie between. Some positions hold no event.</param>
/// <param name="Seconds">How long ago analytics had everything that was in the store.</param>
public sealed record LagReport(long Position, long StorePosition, long Behind, double Seconds);
