using EdaKit.Contracts;

namespace EdaKit.Audit.Workers;

/// <summary>Something happened to an account.</summary>
[EventContract(Exchange, version: 1)]
public sealed record Moved([property: BusinessKey] string Account)
{
    public const string Exchange = "audit.moved";
}

/// <summary>Something was noted of an account, by a writer or by the consumer of <see cref="Moved"/>.</summary>
[EventContract(Exchange, version: 1)]
public sealed record Noted([property: BusinessKey] string Account)
{
    public const string Exchange = "audit.noted";
}
