using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers;

/// <summary>The rule that is checked while somebody types. <c>docs/contract-rules.md</c> says more of it; a test compares the two.</summary>
internal static class ContractRule
{
    public const string Id = "EDA1201";

    /// <summary>The property of a diagnostic that holds the version to which the remedy leads.</summary>
    public const string NextVersion = "next";

    public static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A published contract is broken",
        "{0} '{1}' is published. Take the change back, or make it version {2} of the contract, with a way from the older one.",
        "EdaKit.Contracts",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The class of a recorded version must go on writing what others read and reading what others write.");
}
