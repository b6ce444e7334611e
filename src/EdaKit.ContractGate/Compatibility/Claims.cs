using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Claims about one value, all of which hold.</summary>
internal sealed class Claims
{
    private readonly SchemaIds _ids;

    private readonly SortedDictionary<int, Claim> _byNumber = [];

    private Claims(SchemaIds ids, IEnumerable<Claim> claims)
    {
        _ids = ids;

        foreach (var claim in claims.Where(SaysSomething))
            _byNumber.TryAdd(NumberOf(claim), claim);

        (Items, Key) = ([.. _byNumber.Values], string.Join(' ', _byNumber.Keys));
    }

    public IReadOnlyList<Claim> Items { get; }

    /// <summary>The same text for the same claims.</summary>
    public string Key { get; }

    public static Claims Of(SchemaIds ids, IEnumerable<Claim> claims) => new(ids, claims);

    public Claims And(Schema schema, bool holds) => new(_ids, Items.Append(new(schema, holds)));

    /// <summary>Whether all of these are among the claims.</summary>
    public bool Have(IEnumerable<Claim> claims) => claims.All(claim => !SaysSomething(claim) || _byNumber.ContainsKey(NumberOf(claim)));

    /// <summary>That a value passes a schema without assertions says nothing.</summary>
    private static bool SaysSomething(Claim claim) => !claim.Holds || claim.Schema.Assertions.Count > 0;

    private int NumberOf(Claim claim) => _ids.Of(claim.Schema) * (claim.Holds ? 1 : -1);
}
