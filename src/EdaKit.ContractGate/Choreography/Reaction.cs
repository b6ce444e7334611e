namespace EdaKit.ContractGate.Choreography;

/// <summary>A step of a choreographed flow: a service that heard of one thing says another.</summary>
/// <param name="Cause">The contract that its consumer receives.</param>
/// <param name="Service">The service.</param>
/// <param name="Effect">The contract that it then publishes.</param>
internal sealed record Reaction(string Cause, string Service, string Effect);
