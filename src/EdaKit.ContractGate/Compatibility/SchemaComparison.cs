using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Says whether a reader accepts everything that a writer may send, by their schemas.</summary>
public static class SchemaComparison
{
    /// <summary>
    /// Compares what a writer may send with what a reader accepts. No finding means that it is proven: every JSON value that passes the writer's schema passes
    /// the reader's. What cannot be decided is a finding, so "compatible" is never a guess; that it is not compatible can be, if there is a proof that this
    /// method does not see.
    /// </summary>
    /// <remarks>
    /// Whether two versions are backward compatible: the old one is the writer. For a reader that fills in defaults, compare with its
    /// <see cref="JsonSchema.WithDefaultsFilledIn"/>. Each call takes at most <see cref="SchemaLimits.Steps"/> to prove and as many to explain. Safe to call
    /// from several threads.
    /// </remarks>
    /// <param name="writer">What is sent.</param>
    /// <param name="reader">What is accepted.</param>
    /// <param name="options">How to compare. Null: the defaults.</param>
    /// <returns>The differences, in the order of the reader's schema.</returns>
    public static IReadOnlyList<SchemaFinding> Compare(JsonSchema writer, JsonSchema reader, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reader);

        options ??= new();
        return options.FormatsAreChecked
            ? Compare(writer.WithFormatsChecked(), reader.WithFormatsChecked(), options, SchemaLimits.Steps)
            : Compare(writer, reader, options, SchemaLimits.Steps);
    }

    /// <summary>The same, with another bound, and for schemas that say themselves whether formats are checked.</summary>
    internal static IReadOnlyList<SchemaFinding> Compare(JsonSchema writer, JsonSchema reader, ComparisonOptions options, int steps)
    {
        var ids = new SchemaIds();
        var claims = Claims.Of(ids, [new(writer.Root, true)]);
        var budget = new WorkBudget(steps);

        if (new EmptinessProof(ids, budget).IsEmpty(claims.And(reader.Root, false)))
            return options.RefusesAsRegistriesDo ? new FormComparison(ids, new WorkBudget(steps)).Of(writer.Root, reader.Root) : [];

        // What the explanation says is only ever why not: it may overlook differences, and cannot turn a refusal into a proof.
        var findings = new Explanation(new EmptinessProof(ids, new WorkBudget(steps))).Of(claims, reader.Root);
        return findings.Count > 0 ? findings : [new(FindingKind.NotProven, "", budget.IsEmpty
            ? $"It was not decided within '{steps}' steps whether readers accept what writers send. Simplify the schemas, unions above all, or compare parts "
                + "of them."
            : "No difference was found, but neither a proof that readers accept what writers send. Write both schemas with the same keywords.")];
    }
}
