namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>A queue. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">How many messages wait in it.</param>
/// <param name="Taken">How many are with somebody who has not acknowledged them.</param>
/// <param name="Readers">How many read it.</param>
public sealed record QueueState(string Name, long Waiting, long Taken, long Readers);
