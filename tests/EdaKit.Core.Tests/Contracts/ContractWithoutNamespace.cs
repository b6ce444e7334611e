using EdaKit.Contracts;

#pragma warning disable CA1050 // The missing namespace is what the test is about.
[EventContract("tests.without-namespace", version: 1)]
public sealed record ContractWithoutNamespace;
