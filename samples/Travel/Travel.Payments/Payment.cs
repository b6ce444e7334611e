namespace Travel.Payments;

/// <summary>Money that was taken for a trip. It has a key of its own, so that money that is taken twice is two rows.</summary>
internal sealed class Payment
{
    public required Guid Id { get; init; }
    public required Guid TripId { get; init; }
    public required string Card { get; init; }
    public required decimal Amount { get; init; }
    public required DateTime TakenAt { get; init; }

    public string Reference => $"PAY-{Id.ToString("N")[..6].ToUpperInvariant()}";
}
