using System.Globalization;
using EdaKit.CloudEvents.Attributes;
using EdaKit.Contracts.Versions;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>Makes the <c>dataschema</c> of a contract.</summary>
internal static class DataSchemaTemplate
{
    private const string Name = "{name}";
    private const string Version = "{version}";

    /// <summary>The schema of a contract's message.</summary>
    /// <returns>Null where there is no template, or the message is no contract's own.</returns>
    public static string? Fill(string? template, string urn) =>
        template is not null && ContractUrn.Parse(urn) is { IsFault: false } contract ? Fill(template, contract.Name, contract.Version) : null;

    public static bool IsWellFormed(string template) => UriReference.IsAbsolute(Fill(template, "a.b-c", 1));

    private static string Fill(string template, string name, int version) =>
        template.Replace(Name, name, StringComparison.Ordinal).Replace(Version, version.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
