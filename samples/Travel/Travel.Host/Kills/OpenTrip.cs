namespace Travel.Host.Kills;

/// <summary>A trip that has not ended.</summary>
internal sealed record OpenTrip(Guid Id, bool IsParked);
