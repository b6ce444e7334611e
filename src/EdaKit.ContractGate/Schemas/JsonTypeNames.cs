namespace EdaKit.ContractGate.Schemas;

/// <summary>The names that schemas have for kinds of values.</summary>
internal static class JsonTypeNames
{
    private static readonly (string Name, JsonTypes Types)[] Names =
    [
        ("number", JsonTypes.Number), ("integer", JsonTypes.Whole), ("number with a fraction", JsonTypes.Fraction), ("string", JsonTypes.Text),
        ("boolean", JsonTypes.Boolean), ("object", JsonTypes.Object), ("array", JsonTypes.Array), ("null", JsonTypes.Null),
    ];

    /// <summary>The kinds, each for itself.</summary>
    public static IReadOnlyList<JsonTypes> Single { get; } =
        [JsonTypes.Null, JsonTypes.Boolean, JsonTypes.Whole, JsonTypes.Fraction, JsonTypes.Text, JsonTypes.Array, JsonTypes.Object];

    /// <summary>The kinds that a schema calls by this name.</summary>
    public static bool TryParse(string name, out JsonTypes types)
    {
        types = Array.Find(Names, known => known.Name == name && known.Types != JsonTypes.Fraction).Types;
        return types != JsonTypes.None;
    }

    /// <summary>The kinds in words: "string or null".</summary>
    public static string InWords(this JsonTypes types)
    {
        if (types is JsonTypes.All or JsonTypes.None)
            return types == JsonTypes.All ? "anything" : "nothing";

        var names = new List<string>();
        foreach (var (name, known) in Names)
        {
            if ((types & known) != known)
                continue;

            names.Add(name);
            types &= ~known;
        }

        return string.Join(" or ", names);
    }
}
