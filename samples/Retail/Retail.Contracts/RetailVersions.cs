using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>
/// How messages of older versions are read. No class of them is kept: what they lacked is said here.
/// </summary>
public sealed class RetailVersions : IContractVersions
{
    /// <inheritdoc/>
    public void Register(ContractsBuilder contracts) => contracts
        .Reshape<OrderPlaced>(from: 1, order => order.Default(o => o.Currency, "GBP"));
}
