using System.Text;
using EdaKit.ContractGate.Choreography;
using EdaKit.ContractGate.Export;

namespace EdaKit.ContractGate.Publication;

/// <summary>Contracts as a page for people.</summary>
internal static class MarkdownCatalogue
{
    /// <summary>The page.</summary>
    public static string Of(Catalogue catalogue)
    {
        var page = new StringBuilder();
        page.Append($"# {catalogue.Title}\n\n| contract | version | what happened | sent by | received by |\n|---|---|---|---|---|\n");

        foreach (var contract in catalogue.Contracts)
        {
            page.Append($"| [{contract.Name}](#{AnchorOf(contract.Name)}) | {contract.Versions[^1].Version} | {Cell(contract.Summary)} | "
                + $"{Names(contract.Senders)} | {Names(contract.Receivers)} |\n");
        }

        WriteFlows(page, catalogue);
        foreach (var contract in catalogue.Contracts)
            Write(page, contract);

        return page.ToString();
    }

    private static void WriteFlows(StringBuilder page, Catalogue catalogue)
    {
        if (FlowDiagram.Of(catalogue.Contracts) is not { Length: > 0 } diagram)
            return;

        page.Append($"\n## Who publishes and who listens\n```mermaid\n{diagram}```\n");
        if (catalogue.Flows.LongestChains().MaxBy(chain => chain.Count) is { } longest)
        {
            page.Append($"\nThe longest chain of reactions without a coordinator has {longest.Count} {(longest.Count == 1 ? "step" : "steps")}: `{longest[0].Cause}`"
                + $"{string.Concat(longest.Select(step => $", then `{step.Effect}` by {step.Service}"))}.\n");
        }
    }

    private static void Write(StringBuilder page, PublishedContract contract)
    {
        page.Append($"\n## {contract.Name}\n");
        if (contract.Summary is not null)
            page.Append($"{contract.Summary}\n");

        page.Append($"\n- Business key: {(contract.BusinessKey is { } key ? $"`{key}`" : "none")}\n- Sent by: {Names(contract.Senders)}\n- Received by: "
            + $"{Names(contract.Receivers)}\n");

        foreach (var version in contract.Versions.Reverse())
            Write(page, version);
    }

    private static void Write(StringBuilder page, PublishedVersion version)
    {
        page.Append($"\n### Version {version.Version}\n`{version.Urn}`, [JSON Schema]({SchemaFile.PathOf(version)})");
        page.Append(version.OldestReader < version.Version ? $". Readers of version {version.OldestReader} and later read it as it is.\n" : "\n");

        if (version.Deprecation is { } deprecation)
        {
            page.Append($"\n**Deprecated** since {deprecation.Since:yyyy-MM-dd}{(deprecation.Until is { } until ? $", published until {until:yyyy-MM-dd}" : "")}."
                + $"{(deprecation.Instead is { } instead ? $" Use {instead}." : "")}\n");
        }

        if (version.Changes.Count > 0)
            page.Append($"\nWhat changed:\n\n```\n{string.Join('\n', version.Changes)}\n```\n");

        page.Append("\n| member | type | what it says |\n|---|---|---|\n");
        foreach (var member in SchemaMember.Of(version.Schema).Where(member => !member.Path.EndsWith('*')))
        {
            page.Append($"| `{member.Path[1..]}`{(member.IsRequired ? "" : ", may be missing")} | {Cell(SchemaWords.Short(member.Schema, version.Schema))} | "
                + $"{Cell(member.Schema["description"]?.GetValue<string>())} |\n");
        }

        if (version.Samples.FirstOrDefault() is { Value: { } sample })
            page.Append($"\n```json\n{JsonText.Of(sample)}\n```\n");
    }

    /// <summary>What stands in a table has no line and no bar of its own.</summary>
    private static string Cell(string? text) => text?.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal) ?? "";

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "" : string.Join(", ", names);

    /// <summary>As the sites that show Markdown make it of a heading.</summary>
    private static string AnchorOf(string heading) => heading.Replace(".", "", StringComparison.Ordinal);
}
