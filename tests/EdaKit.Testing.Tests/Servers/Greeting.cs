namespace EdaKit.Testing.Tests.Servers;

public sealed record Greeting(string Text);
