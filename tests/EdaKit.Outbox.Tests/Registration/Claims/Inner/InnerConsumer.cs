namespace EdaKit.Outbox.Tests.Registration.Claims.Inner;

public sealed class InnerConsumer;
