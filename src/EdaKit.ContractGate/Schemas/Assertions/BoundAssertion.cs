using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>A number is not below, or not above, a bound.</summary>
internal sealed class BoundAssertion(string keyword, SchemaNumber bound, bool isUpper, bool isExclusive) : Assertion(keyword)
{
    public SchemaNumber Bound { get; } = bound;

    public bool IsUpper { get; } = isUpper;

    public bool IsExclusive { get; } = isExclusive;

    public override JsonTypes Concerns => JsonTypes.Number;

    public override string IdentityBy(Func<Schema, int> idOf) => $"bound {IsUpper} {IsExclusive} {Bound}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation)
    {
        if (Evaluation.NumberOf(value) is not { } number)
            return null;

        var distance = IsUpper ? Bound.CompareTo(number) : number.CompareTo(Bound);
        return IsExclusive ? distance > 0 : distance >= 0;
    }
}
