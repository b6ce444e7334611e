using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>A string is of a format, as a reader on .NET takes it.</summary>
internal sealed class FormatAssertion(string format) : Assertion("format")
{
    public string Format { get; } = format;

    public override JsonTypes Concerns => JsonTypes.Text;

    public override string IdentityBy(Func<Schema, int> idOf) => $"format {TextFormats.NameOf(Format)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        Evaluation.TextOf(value) is { } text && evaluation.Spend(1 + (text.Length / 8)) ? TextFormats.Has(Format, value, text) : null;
}
