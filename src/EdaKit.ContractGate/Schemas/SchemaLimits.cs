namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// How far a schema may go. What is over a bound ends in a <see cref="SchemaException"/>, or in a finding that says "not proven"; nothing hangs.
/// </summary>
public static class SchemaLimits
{
    /// <summary>The longest document, in bytes of UTF-8: 10 MB.</summary>
    public const int DocumentBytes = 10 * 1024 * 1024;

    /// <summary>How deep the JSON of a document may be nested.</summary>
    public const int Depth = 256;

    /// <summary>
    /// How many schemas may be nested by <c>$ref</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c> and <c>if</c> before one of them looks inside the
    /// value.
    /// </summary>
    public const int InPlaceDepth = 500;

    /// <summary>The longest number, in characters.</summary>
    public const int NumberLength = 400;

    /// <summary>The largest exponent of a number, in either direction.</summary>
    public const int NumberExponent = 1_000;

    /// <summary>The steps that one proof, one explanation of its failure, or one validation of a value may take. A step is about a microsecond.</summary>
    public const int Steps = 2_000_000;
}
