using System.Text.Json.Nodes;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Sources;

namespace EdaKit.ContractGate.Publication;

/// <summary>Writes into a schema what the source says of the type and its members.</summary>
internal sealed class SchemaDescriptions(XmlDocumentation documentation, Type type)
{
    /// <summary>A copy of the schema with descriptions.</summary>
    public JsonObject AddTo(JsonObject schema)
    {
        var described = schema.DeepClone().AsObject();
        Describe(described, documentation.Of(type));

        foreach (var member in SchemaMember.Of(described))
        {
            if (MemberPath.Follow(type, member.Path) is { Member: { } found, Owner: var owner } && !member.Path.EndsWith('*'))
                Describe(member.Schema, documentation.Of(owner, found));
        }

        return described;
    }

    /// <summary>What stands beside a reference means nothing in draft-07.</summary>
    private static void Describe(JsonObject schema, string? description)
    {
        if (description is not null && !schema.ContainsKey("$ref"))
            schema.Insert(0, "description", description);
    }
}
