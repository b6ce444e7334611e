namespace EdaKit.Contracts;

/// <summary>
/// Says how an assembly's contracts lead from version to version. It lies beside the contracts, so that every process that registers their assembly knows the
/// ways.
/// </summary>
/// <remarks>
/// <c>Contracts.FromAssembly</c> finds every class of the assembly that implements it, and calls it once. An implementer is public, has a constructor
/// without parameters, and does not call <c>FromAssembly</c> for its own assembly. What a process pins with <c>Emit</c> is that process's affair, and stays
/// where it is configured.
/// </remarks>
/// <example><code>
/// public sealed class RetailVersions : IContractVersions
/// {
///     public void Register(ContractsBuilder contracts) => contracts
///         .Reshape&lt;OrderPlaced&gt;(from: 1, order => order.Default(o => o.Currency, "EUR"));
/// }
/// </code></example>
public interface IContractVersions
{
    /// <summary>Names upcasters and downcasters.</summary>
    /// <param name="contracts">The builder that found the class.</param>
    void Register(ContractsBuilder contracts);
}
