using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Says in words why a value does not pass an assertion.</summary>
internal static class RefusalMessages
{
    private const int LongestValue = 60;
    private const int MostValues = 5;

    public static string Of(RequiredAssertion required) =>
        $"The member '{required.Name}' is missing, and '{required.Keyword}' wants it. Send it, or make it optional.";

    public static string Of(Assertion failed, JsonElement value, Schema schema, Evaluation evaluation)
    {
        var found = Short(value);
        var fact = failed switch
        {
            TypeAssertion { Types: JsonTypes.None } => $"There is '{found}', and nothing is accepted here",
            TypeAssertion type => $"The value '{found}' is '{Evaluation.TypeOf(value).InWords()}', and '{type.Types.InWords()}' is wanted",
            ValuesAssertion values => $"The value '{found}' is none of "
                + $"'{string.Join(", ", values.Values.Take(MostValues).Select(Short))}{(values.Values.Count > MostValues ? ", …" : "")}'",
            BoundAssertion bound => $"The number '{found}' is over the '{bound.Keyword}' '{bound.Bound}'",
            MultipleOfAssertion multiple => $"The number '{found}' is no multiple of '{multiple.Step}'",
            CountAssertion count => $"The value '{found}' has '{CountAssertion.CountIn(value)}' {PartsOf(count)}, and '{count.Keyword}' is '{count.Count}'",
            PatternAssertion pattern => $"The pattern '{pattern.Pattern.Text}' is not found in '{found}'",
            FormatAssertion format => $"The string '{found}' is no '{format.Format}'",
            UniqueAssertion => $"The array '{found}' has an item twice",
            ContainsAssertion contains => $"Of the items of '{found}', "
                + $"'{value.EnumerateArray().Count(item => evaluation.Accepts(contains.Schema, item) == true)}' are of the kind of which "
                + $"{(contains.IsUpper ? "at most" : "at least")} '{contains.Count}' are wanted",
            OneAssertion one when one.Branches.Any(branch => evaluation.Accepts(branch, value) == true) => $"The value '{found}' fits more than one of the "
                + $"'{one.Branches.Count}' alternatives",
            OneAssertion one => $"The value '{found}' fits none of the '{one.Branches.Count}' alternatives",
            AnyAssertion any => $"The value '{found}' fits none of the '{any.Branches.Count}' alternatives",
            NotAssertion => $"The value '{found}' is one of those that are excluded",
            _ => $"The value '{found}' is not accepted",
        };

        return failed is TypeAssertion { Types: JsonTypes.None }
            ? $"{fact}. Leave it out, or allow it at '{schema.Location}'."
            : $"{fact}. Correct the value, or change '{failed.Keyword}' at '{schema.Location}'.";
    }

    /// <summary>A value as JSON, cut off where it gets long.</summary>
    public static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > LongestValue ? text[..LongestValue] + "…" : text;
    }

    private static string PartsOf(CountAssertion count) => count.Counted switch { JsonTypes.Text => "characters", JsonTypes.Array => "items", _ => "members" };
}
