using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Validates values. Null in place of true or false: not decided, because the budget is used up or a pattern cannot be run here.</summary>
internal sealed class Evaluation(WorkBudget budget)
{
    public bool? Accepts(Schema schema, JsonElement value)
    {
        if (!budget.Spend())
            return null;

        bool? all = true;
        foreach (var assertion in schema.Assertions)
        {
            switch (assertion.Holds(value, this))
            {
                case false: return false;
                case null: all = null; break;
            }
        }

        return all;
    }

    /// <summary>Whether the budget has room for <paramref name="steps"/> that an assertion takes by itself.</summary>
    public bool Spend(int steps) => budget.Spend(steps);

    /// <summary>The kind of a value. A number over the bounds is of both kinds of numbers.</summary>
    public static JsonTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => NumberOf(value) is not { } number ? JsonTypes.Number : number.IsWhole ? JsonTypes.Whole : JsonTypes.Fraction,
        JsonValueKind.String => JsonTypes.Text,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.Object => JsonTypes.Object,
        _ => JsonTypes.None,
    };

    /// <summary>The number. Null: it is over the bounds of <see cref="SchemaLimits"/>.</summary>
    public static SchemaNumber? NumberOf(JsonElement value) => SchemaNumber.TryParse(value.GetRawText(), out var number) ? number : null;

    /// <summary>Whether two values are the same. Null: they have numbers that are far over the bounds.</summary>
    public static bool? AreSame(JsonElement one, JsonElement other)
    {
        try
        {
            return JsonElement.DeepEquals(one, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether all strings and names in a value are text: none has half of a surrogate pair in it. A value too deep to look at is taken for one that has.
    /// </summary>
    public static bool IsText(JsonElement value)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;

        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => TextOf(value) is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text of a JSON string. Null: it is no text, since half of a surrogate pair is missing.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
