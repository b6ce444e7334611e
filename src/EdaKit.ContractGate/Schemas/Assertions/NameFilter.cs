using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>Chooses members by name.</summary>
/// <param name="Pattern">What must be found in the name. Null: nothing in particular.</param>
/// <param name="ExceptNames">Names that are not chosen.</param>
/// <param name="ExceptPatterns">What must not be found in the name.</param>
internal sealed record NameFilter(SchemaPattern? Pattern, IReadOnlySet<string> ExceptNames, IReadOnlyList<SchemaPattern> ExceptPatterns)
{
    /// <summary>The same text for filters that choose the same.</summary>
    public string Identity => JsonSerializer.Serialize(new[]
    {
        Pattern is null ? [] : [Pattern.Text],
        [.. ExceptNames.Order(StringComparer.Ordinal)],
        ExceptPatterns.Select(pattern => pattern.Text).Order(StringComparer.Ordinal).ToArray(),
    });

    /// <summary>Every pattern that it looks for.</summary>
    public IEnumerable<SchemaPattern> Patterns => Pattern is null ? ExceptPatterns : ExceptPatterns.Prepend(Pattern);

    /// <summary>Whether it chooses this name. Null: not decided.</summary>
    public bool? Chooses(string name) => ExceptNames.Contains(name) ? false : Chooses(pattern => pattern.IsIn(name));

    /// <summary>Whether it chooses a name that is none of its exceptions and of which is known which patterns are found in it.</summary>
    public bool? Chooses(Func<SchemaPattern, bool?> isFound)
    {
        var chosen = Pattern is null ? true : isFound(Pattern);

        foreach (var pattern in ExceptPatterns)
        {
            switch (isFound(pattern))
            {
                case true: return false;
                case null when chosen == true: chosen = null; break;
            }
        }

        return chosen;
    }
}
