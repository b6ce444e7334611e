using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>
/// Proves that no value satisfies a set of claims. All that is said about compatibility rests on it: a reader's schema takes in a writer's exactly if no value
/// passes the one and not the other. A method of the family of analytic tableaux (E. W. Beth, R. Smullyan), with the contradictions of JSON Schema's keywords.
/// </summary>
internal sealed class EmptinessProof(SchemaIds ids, WorkBudget budget)
{
    private const int Nothing = int.MaxValue;

    private readonly HashSet<string> _proven = [];
    private readonly HashSet<string> _notProven = [];
    private readonly Dictionary<string, int> _open = [];
    private readonly Dictionary<string, int> _conditional = [];
    private readonly List<string> _conditionalInOrder = [];
    private int _restsOn = Nothing;

    public SchemaIds Ids => ids;

    public WorkBudget Budget => budget;

    /// <summary>Whether it is proven that no value satisfies the claims. False says nothing about the contrary.</summary>
    public bool IsEmpty(IEnumerable<Claim> claims, JsonTypes types = JsonTypes.All) => IsEmpty(Claims.Of(ids, claims), types);

    /// <summary>Whether it is proven that no value satisfies the claims. False says nothing about the contrary.</summary>
    /// <remarks>
    /// Recursive schemas: claims about a part of a value may rest on the same claims about the whole, which are still being proven. That is sound, since values
    /// are finite: of the values that satisfy any of the claims proven together take one that is nested least; its proof speaks only of parts that are nested
    /// less.
    /// </remarks>
    public bool IsEmpty(Claims claims, JsonTypes types = JsonTypes.All)
    {
        var key = $"{(int)types}:{claims.Key}";

        if (_proven.Contains(key) || _notProven.Contains(key))
            return _proven.Contains(key);

        if (_open.TryGetValue(key, out var assumed) || _conditional.TryGetValue(key, out assumed))
        {
            _restsOn = Math.Min(_restsOn, assumed);
            return true;
        }

        if (!budget.Spend())
            return false;

        var (depth, outer, before) = (_open.Count, _restsOn, _conditionalInOrder.Count);
        _open.Add(key, depth);
        _restsOn = Nothing;

        var isEmpty = JsonTypeNames.Single.All(type => (types & type) == 0 || new CaseProof(this, claims, type).IsEmpty());

        _open.Remove(key);
        var restsOn = Close(key, isEmpty, depth, before);
        _restsOn = Math.Min(outer, restsOn);
        return isEmpty;
    }

    /// <summary>Notes the result.</summary>
    /// <returns>The depth of the outermost open claims on which it rests.</returns>
    private int Close(string key, bool isEmpty, int depth, int before)
    {
        if (isEmpty && _restsOn < depth)
        {
            _conditional.Add(key, _restsOn);
            _conditionalInOrder.Add(key);
            return _restsOn;
        }

        // What rested on these claims stands or falls with them.
        foreach (var inner in _conditionalInOrder.Skip(before))
        {
            _conditional.Remove(inner);
            if (isEmpty)
                _proven.Add(inner);
        }

        _conditionalInOrder.RemoveRange(before, _conditionalInOrder.Count - before);

        if (isEmpty)
            _proven.Add(key);
        else if (!budget.IsEmpty)
            _notProven.Add(key);

        return Nothing;
    }
}
