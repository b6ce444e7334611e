using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>A value passes a schema, or does not.</summary>
internal readonly record struct Claim(Schema Schema, bool Holds);
