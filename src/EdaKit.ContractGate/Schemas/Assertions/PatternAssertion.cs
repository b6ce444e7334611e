using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>A pattern is found in a string.</summary>
internal sealed class PatternAssertion(SchemaPattern pattern) : Assertion("pattern")
{
    public SchemaPattern Pattern { get; } = pattern;

    public override JsonTypes Concerns => JsonTypes.Text;

    public override string IdentityBy(Func<Schema, int> idOf) => $"pattern {Pattern.Text}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        Evaluation.TextOf(value) is { } text && evaluation.Spend(text.Length) ? Pattern.IsIn(text) : null;
}
