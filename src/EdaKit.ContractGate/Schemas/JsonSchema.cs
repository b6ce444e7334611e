using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// A JSON Schema, read once and never changed. It knows the keywords of draft-04 to 2020-12 that assert something; <c>format</c> and keywords that it does not
/// know are annotations. Safe to use from several threads.
/// </summary>
public sealed class JsonSchema
{
    private readonly JsonElement _document;
    private readonly bool _fillsInDefaults;
    private readonly bool _checksFormats;

    private JsonSchema(JsonElement document, bool fillsInDefaults = false, bool checksFormats = false)
    {
        (_document, _fillsInDefaults, _checksFormats) = (document, fillsInDefaults, checksFormats);
        Root = new SchemaReader(document, fillsInDefaults, checksFormats).Read();
    }

    /// <summary>The schema of the document.</summary>
    internal Schema Root { get; }

    /// <summary>Reads a schema from JSON text.</summary>
    /// <param name="json">The document. It may be up to <see cref="SchemaLimits.DocumentBytes"/> long and <see cref="SchemaLimits.Depth"/> deep.</param>
    /// <exception cref="SchemaException">The text is no JSON, or no schema that can be compared. The message says where, and what to do.</exception>
    public static JsonSchema Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(SchemaDocument.Read(json));
    }

    /// <summary>Reads a schema from a JSON node, which is not changed and not kept.</summary>
    /// <param name="node">The document. Null is JSON's null, which is no schema.</param>
    /// <exception cref="SchemaException">The node is no schema that can be compared. The message says where, and what to do.</exception>
    public static JsonSchema Parse(JsonNode? node) => new(SchemaDocument.Read(node));

    /// <summary>
    /// The schema of a reader that puts the default in place of a member that is missing: a required member with a <c>default</c>, one that passes the member's
    /// own schema, may be missing.
    /// </summary>
    public JsonSchema WithDefaultsFilledIn() => new(_document, fillsInDefaults: true, _checksFormats);

    /// <summary>Whether a value passes this schema.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="SchemaException">It was not decided within <see cref="SchemaLimits.Steps"/>, or needs a pattern that cannot be run on .NET.</exception>
    public bool Accepts(JsonElement value) => Evaluate(value) ?? throw new SchemaException("#",
        "Whether the schema accepts a value was not decided: it needs a pattern that means something else in .NET, a number beyond the bounds, a string with "
            + $"half of a surrogate pair, or more than '{SchemaLimits.Steps}' steps. Simplify the schema, correct the value, or ask a validator of "
            + "ECMAScript.");

    /// <summary>Why a value does not pass this schema: the first reason, followed to the innermost place in the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>
    /// Where, as a JSON pointer into the value (<c>/lines/0/price</c>, empty for the value itself; of a missing member, where it would be), and what is there,
    /// what is wanted, and what to do. Null: the value passes.
    /// </returns>
    /// <exception cref="SchemaException">As for <see cref="Accepts"/>.</exception>
    public (string Path, string Message)? Explain(JsonElement value)
    {
        if (Accepts(value))
            return null;

        var refusal = new RefusalSearch(new(new WorkBudget())).Of(Root, value, "");
        return (refusal.Path, refusal.Message);
    }

    /// <summary>The same schema, with <c>format</c> as an assertion.</summary>
    internal JsonSchema WithFormatsChecked() => new(_document, _fillsInDefaults, checksFormats: true);

    /// <summary>Whether a value passes this schema. Null: not decided.</summary>
    internal bool? Evaluate(JsonElement value)
    {
        // Only an escape can hide half of a surrogate pair.
        var isText = !value.GetRawText().Contains("\\u", StringComparison.Ordinal) || Evaluation.IsText(value);
        return isText ? new Evaluation(new WorkBudget()).Accepts(Root, value) : null;
    }
}
