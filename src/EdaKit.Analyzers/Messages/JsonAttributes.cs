using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>What the attributes of a type or a member say of its JSON.</summary>
internal sealed class JsonAttributes
{
    private const string Namespace = "System.Text.Json.Serialization";

    /// <summary>Those of which it is known here what they change.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "JsonPropertyNameAttribute", "JsonIgnoreAttribute", "JsonRequiredAttribute", "JsonIncludeAttribute", "JsonConstructorAttribute",
        "JsonPropertyOrderAttribute", "JsonUnmappedMemberHandlingAttribute",
    };

    private readonly IReadOnlyList<AttributeData> _all;

    public JsonAttributes(ISymbol symbol)
    {
        _all = [.. symbol.GetAttributes().Where(attribute => IsOfJson(attribute.AttributeClass))];
    }

    /// <summary>Whether one of them may make any JSON: a converter, other handling of numbers, polymorphism, or one that is yet to come.</summary>
    public bool AreInDoubt => _all.Any(attribute => !Known.Contains(attribute.AttributeClass!.Name)) || MayBeLeftOut;

    /// <summary>Whether the member is never in the JSON.</summary>
    public bool IsIgnored => Ignored == "Always";

    /// <summary>Whether the member is left out of the JSON under some condition.</summary>
    public bool MayBeLeftOut => Ignored is not (null or "Always" or "Never");

    public bool IsRequired => Has("JsonRequiredAttribute");

    public bool IsIncluded => Has("JsonIncludeAttribute");

    public bool IsConstructor => Has("JsonConstructorAttribute");

    /// <summary>The name that an attribute gives.</summary>
    public string? Name => Find("JsonPropertyNameAttribute") is { ConstructorArguments: { Length: 1 } arguments } ? arguments[0].Value as string : null;

    /// <summary>Under which condition the member is left out; null where no attribute is there.</summary>
    private string? Ignored
    {
        get
        {
            if (Find("JsonIgnoreAttribute") is not { } attribute)
                return null;

            var condition = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Condition").Value;
            return condition.Kind == TypedConstantKind.Error ? "Always" : NameOf(condition);
        }
    }

    private bool Has(string name) => Find(name) is not null;

    private AttributeData? Find(string name) => _all.FirstOrDefault(attribute => attribute.AttributeClass!.Name == name);

    private static string NameOf(TypedConstant value) =>
        value.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value.Value))?.Name ?? "";

    /// <summary>Also what somebody derived from one.</summary>
    private static bool IsOfJson(INamedTypeSymbol? type) =>
        type is not null && (type.ContainingNamespace.ToDisplayString() == Namespace || IsOfJson(type.BaseType));
}
