using MassTransit;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// The broker is there, and does not take this message. It names its cause and does not bear it: MassTransit tries again whatever has a failed connection inside.
/// </summary>
internal sealed class RecordRefusedException(string message) : MassTransitException(message);
