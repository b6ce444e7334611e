using EdaKit.Contracts;

namespace EdaKit.Core.Tests.Contracts.Versions;

[EventContract("tests.customer-moved", version: 1)]
public sealed record CustomerMovedV1([property: BusinessKey] string Number, string Name);

[EventContract("tests.customer-moved", version: 2)]
public sealed record CustomerMoved([property: BusinessKey] string Number, string FirstName, string Name);

[EventContract("tests.customer-left", version: 1)]
public sealed record CustomerLeftV1([property: BusinessKey] string Number, string Name);

/// <summary>The same without a constructor; and what bears the name now is of another type.</summary>
[EventContract("tests.customer-left", version: 2)]
public sealed class CustomerLeft
{
    [BusinessKey]
    public required string Number { get; init; }

    public required string FirstName { get; init; }

    public required int Name { get; init; }
}
