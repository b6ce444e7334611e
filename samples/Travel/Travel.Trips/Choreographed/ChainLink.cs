namespace Travel.Trips.Choreographed;

/// <summary>A step of a choreographed trip.</summary>
internal sealed record ChainLink(string Step, string Service, string Done, bool CanBeUndone);
