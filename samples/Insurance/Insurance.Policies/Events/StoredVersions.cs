using System.Text.Json.Nodes;
using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>
/// How events that were stored long ago become those of today, when they are read. Nothing in the store is rewritten, and no class of an old version is kept.
/// </summary>
public sealed class StoredVersions : IContractVersions
{
    public void Register(ContractsBuilder contracts) => contracts
        .Reshape<PremiumPaid>(from: 1, paid => paid.Rename("on", p => p.PaidOn))
        .Reshape<ClaimOpened>(from: 2, opened => opened.Default(o => o.Peril, Peril.Unknown))
        .UpcastJson<ClaimOpened>(from: 1, ReserveInEuros);

    /// <summary>Until 2024 everything was in euros, and amounts were bare numbers.</summary>
    private static JsonObject ReserveInEuros(JsonObject opened)
    {
        opened["reserve"] = new JsonObject { ["amount"] = opened["reserve"]!.DeepClone(), ["currency"] = "EUR" };
        opened["peril"] = nameof(Peril.Unknown);
        return opened;
    }
}
