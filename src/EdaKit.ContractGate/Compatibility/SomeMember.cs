using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>A member that an object has, without that its name is known.</summary>
/// <param name="Names">Chooses the names that it may have. Null: any.</param>
/// <param name="Value">What holds of its value.</param>
/// <param name="Name">What holds of its name.</param>
internal sealed record SomeMember(NameFilter? Names, IReadOnlyList<Claim> Value, IReadOnlyList<Claim> Name);
