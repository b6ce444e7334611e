using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Publication;

/// <summary>The schema of a version as a document of its own.</summary>
internal static class SchemaFile
{
    /// <summary>Where it lies.</summary>
    public static string PathOf(PublishedVersion version) => $"schemas/{version.Contract}/v{version.Version}.json";

    /// <summary>The document, in draft 2020-12.</summary>
    public static JsonObject Of(PublishedVersion version)
    {
        var schema = version.Schema.DeepClone().AsObject();
        if (version.Deprecation is not null)
            schema.Insert(0, "deprecated", true);

        schema.Insert(0, "title", $"{version.Contract} v{version.Version}");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }
}
