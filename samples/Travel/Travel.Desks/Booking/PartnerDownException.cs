namespace Travel.Desks.Booking;

/// <summary>A company did not answer. What has become of the call, nobody knows.</summary>
public sealed class PartnerDownException(string message) : TimeoutException(message);
