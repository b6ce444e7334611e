using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EdaKit.Sagas.Analyzers;

/// <summary>What gives something else each time or in each process: the clock, chance and the environment, as far as they are known by name.</summary>
internal static class UnsteadyMembers
{
    /// <summary>What is unsteady of types that also have members that are not.</summary>
    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["System.DateTime"] = ["Now", "UtcNow", "Today"],
        ["System.DateTimeOffset"] = ["Now", "UtcNow"],
        ["System.Guid"] = ["NewGuid", "CreateVersion7"],
        ["System.IO.Path"] = ["GetRandomFileName", "GetTempFileName"],
        ["MassTransit.NewId"] = ["Next", "NextGuid", "NextSequentialGuid"],
    };

    private static readonly HashSet<string> Types =
    [
        "System.Environment", "System.Random", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    /// <summary>The name of what an operation asks; null where it is steady, or unknown.</summary>
    public static string? NameOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => NameOf(method),
        IMethodReferenceOperation { Method: var method } => NameOf(method),
        IPropertyReferenceOperation { Property: var property } => NameOf(property),
        IObjectCreationOperation { Type: { Name: "Random" } type, Arguments.IsEmpty: true } when Types.Contains(type.ToDisplayString()) => "new Random()",
        _ => null,
    };

    private static string? NameOf(ISymbol member)
    {
        if (!member.IsStatic || member is { ContainingType.Name: "Environment", Name: "NewLine" })
            return null;

        var type = member.ContainingType.ToDisplayString();

        return Types.Contains(type) || (Members.TryGetValue(type, out var members) && members.Contains(member.Name)) ? $"{member.ContainingType.Name}.{member.Name}" : null;
    }
}
