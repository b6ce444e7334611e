using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Why a value does not pass a schema.</summary>
/// <param name="Path">Where, as a JSON pointer into the value.</param>
/// <param name="Message">What is there, what is wanted, and what to do.</param>
/// <param name="Cause">What it does not pass. Null: no single assertion can be named.</param>
internal sealed record Refusal(string Path, string Message, Assertion? Cause);
