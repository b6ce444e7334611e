namespace EdaKit.Outbox.Tests.Registration.Claims;

public sealed class OuterConsumer;
