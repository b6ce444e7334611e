using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>An assertion holds of a value, or does not.</summary>
internal readonly record struct Fact(Assertion Assertion, bool Holds)
{
    /// <summary>A claim, as a fact.</summary>
    public static Fact Of(Claim claim) => Of(claim.Schema, claim.Holds);

    /// <summary>A claim, as a fact.</summary>
    public static Fact Of(Schema schema, bool holds) => new(new AllAssertion("allOf", schema), holds);

    /// <summary>
    /// The same fact about the schema that is meant, where one only refers to another. Both have the same number, so what the first one says would be taken for
    /// known when it is come to.
    /// </summary>
    public Fact WithoutDetour()
    {
        var fact = this;
        while (fact.Assertion is AllAssertion { Schema.Assertions: [AllAssertion only] })
            fact = new(only, Holds);

        return fact;
    }
}
