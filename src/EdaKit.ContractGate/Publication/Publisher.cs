using EdaKit.ContractGate.Export;

namespace EdaKit.ContractGate.Publication;

/// <summary>Writes the documents of a catalogue into a folder, the same each time.</summary>
internal static class Publisher
{
    /// <summary>Writes them. What else lies in the folder stays.</summary>
    /// <param name="catalogue">The contracts.</param>
    /// <param name="folder">The folder. It need not be there yet.</param>
    /// <param name="version">The version of the AsyncAPI document.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(Catalogue catalogue, string folder, string version)
    {
        var files = new List<string>();
        Add("catalogue.md", MarkdownCatalogue.Of(catalogue));
        Add("asyncapi.json", JsonText.OfFile(AsyncApiDocument.Of(catalogue, version)));
        foreach (var one in catalogue.Contracts.SelectMany(contract => contract.Versions))
            Add(SchemaFile.PathOf(one), JsonText.OfFile(SchemaFile.Of(one)));

        return files;

        void Add(string name, string text)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            files.Add(file);
        }
    }
}
