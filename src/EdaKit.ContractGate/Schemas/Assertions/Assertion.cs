using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>One thing that a schema asserts of a value, with one keyword or with one entry of it.</summary>
/// <param name="keyword">The keyword, for messages.</param>
internal abstract class Assertion(string keyword)
{
    public string Keyword { get; } = keyword;

    /// <summary>The kinds of values that can fail it.</summary>
    public virtual JsonTypes Concerns => JsonTypes.All;

    /// <summary>The schemas that it puts to the same value, and not to a part of it.</summary>
    public virtual IEnumerable<Schema> InPlace => [];

    /// <summary>Whether the value passes. Null: not decided.</summary>
    public bool? Holds(JsonElement value, Evaluation evaluation) => (Evaluation.TypeOf(value) & Concerns) == 0 ? true : HoldsOf(value, evaluation);

    /// <summary>The same text for assertions that say the same.</summary>
    /// <param name="idOf">The same number for schemas that say the same.</param>
    public abstract string IdentityBy(Func<Schema, int> idOf);

    /// <summary>Whether a value of a kind that it <see cref="Concerns"/> passes.</summary>
    protected abstract bool? HoldsOf(JsonElement value, Evaluation evaluation);

    protected static bool? Not(bool? value) => !value;

    /// <summary>True if all are, false if one is not.</summary>
    protected static bool? All(IEnumerable<bool?> values)
    {
        bool? all = true;
        foreach (var value in values)
        {
            switch (value)
            {
                case false: return false;
                case null: all = null; break;
            }
        }

        return all;
    }

    /// <summary>True if one is, false if none is.</summary>
    protected static bool? Any(IEnumerable<bool?> values) => Not(All(values.Select(Not)));
}
