namespace EdaKit.ContractGate.Schemas;

/// <summary>The kinds of JSON values. Numbers are two kinds, with and without a fraction, so that each value is of exactly one.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Whole = 4,
    Fraction = 8,
    Text = 16,
    Array = 32,
    Object = 64,
    Number = Whole | Fraction,
    All = Null | Boolean | Number | Text | Array | Object,
}
