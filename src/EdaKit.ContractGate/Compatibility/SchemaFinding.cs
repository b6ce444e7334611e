namespace EdaKit.ContractGate.Compatibility;

/// <summary>One way in which a reader may refuse what a writer sends.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Path">
/// Where, as a JSON pointer into the value, with <c>*</c> for all items or members: <c>/lines/*/price</c>. Empty for the value itself.
/// </param>
/// <param name="Message">Both sides, with the values that clash, and what to do.</param>
public sealed record SchemaFinding(FindingKind Kind, string Path, string Message);
