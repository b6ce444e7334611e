using System.Globalization;
using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Finds why a value does not pass a schema: the first assertion that fails, followed to the innermost place where it does.</summary>
internal sealed class RefusalSearch(Evaluation evaluation)
{
    /// <summary>Why this value is refused, of which is known that it is.</summary>
    public Refusal Of(Schema schema, JsonElement value, string path)
    {
        var failed = schema.Assertions.FirstOrDefault(assertion => assertion.Holds(value, evaluation) == false);

        // It was refused before; that it no longer is means that the budget is used up.
        return failed is null
            ? new(path, $"The value '{RefusalMessages.Short(value)}' does not pass the schema at '{schema.Location}'. Correct the value, or widen the "
                + "schema.", null)
            : InnerOf(failed, value, path) ?? new(path, RefusalMessages.Of(failed, value, schema, evaluation), failed);
    }

    /// <summary>The reason in a part of the value or in a schema that it is put to. Null: the assertion itself is the reason.</summary>
    private Refusal? InnerOf(Assertion failed, JsonElement value, string path) => failed switch
    {
        AllAssertion all => Of(all.Schema, value, path),
        MemberAssertion member => Of(member.Schema, value.GetProperty(member.Name), SchemaPointer.Join(path, member.Name)),
        MembersAssertion members => OfMember(members, value, path),
        ItemAssertion item => OfItem(item.Schema, value, item.Index, path),
        ItemsAssertion items => OfItem(items, value, path),
        NamesAssertion names => OfName(names, value, path),
        DependentAssertion dependent => Of(dependent.Schema, value, path),
        ConditionAssertion condition => Of(evaluation.Accepts(condition.Condition, value) == true ? condition.Then : condition.Otherwise, value, path),
        AnyAssertion any => OfNearest(any.Branches, value, path),
        OneAssertion one => OfNearest(one.Branches, value, path),
        RequiredAssertion required => new(SchemaPointer.Join(path, required.Name), RefusalMessages.Of(required), required),
        _ => null,
    };

    private Refusal? OfMember(MembersAssertion members, JsonElement value, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (members.Names.Chooses(member.Name) == true && evaluation.Accepts(members.Schema, member.Value) == false)
                return Of(members.Schema, member.Value, SchemaPointer.Join(path, member.Name));
        }

        return null;
    }

    private Refusal? OfItem(ItemsAssertion items, JsonElement value, string path)
    {
        for (var i = items.From; i < value.GetArrayLength(); i++)
        {
            if (evaluation.Accepts(items.Schema, value[i]) == false)
                return OfItem(items.Schema, value, i, path);
        }

        return null;
    }

    private Refusal OfItem(Schema schema, JsonElement value, int index, string path) =>
        Of(schema, value[index], SchemaPointer.Join(path, index.ToString(CultureInfo.InvariantCulture)));

    private Refusal? OfName(NamesAssertion names, JsonElement value, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonSerializer.SerializeToElement(member.Name);
            if (evaluation.Accepts(names.Schema, name) == false)
                return Of(names.Schema, name, SchemaPointer.Join(path, member.Name));
        }

        return null;
    }

    /// <summary>The reason of the branch that the value was likely meant for: one of its type and with its constants, in which it gets furthest.</summary>
    private Refusal? OfNearest(IReadOnlyList<Schema> branches, JsonElement value, string path)
    {
        // Where a branch fits, the reason is not in a branch: another one fits too.
        if (branches.Any(branch => evaluation.Accepts(branch, value) == true))
            return null;

        var reasons = branches.Select(branch => Of(branch, value, path)).Where(reason => !(reason.Cause is TypeAssertion && reason.Path == path)).ToList();
        if (reasons.Count == 1)
            return reasons[0];

        var meant = reasons.Where(reason => reason.Cause is not ValuesAssertion).ToList();
        if (meant.Count == 1)
            return meant[0];

        return meant.Where(reason => reason.Path != path).MaxBy(reason => reason.Path.Count(character => character == '/'));
    }
}
