using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;
using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Packages;

/// <summary>What is in the packages, and what they ask for.</summary>
public sealed class PackageTests(PackedPackages packages)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static async Task<TheoryData<string>> NamesAsync() =>
        new((await Repository.GetAsync()).Projects.Where(project => project.IsPackage).Select(project => project.Name));

    [Theory, MemberData(nameof(NamesAsync))]
    public async Task It_says_what_it_is_and_under_which_licence(string package)
    {
        using var archive = await packages.OpenAsync(package);
        var metadata = await MetadataOfAsync(archive, package);

        Assert.Equal("Apache-2.0", Text(metadata, "license"));
        Assert.Equal("expression", (string?)Element(metadata, "license").Attribute("type"));
        Assert.NotNull(archive.GetEntry(Text(metadata, "icon")));
        Assert.NotNull(archive.GetEntry(Text(metadata, "readme")));
        Assert.NotEmpty(Text(metadata, "tags"));
        Assert.True(Text(metadata, "description").Length > 40);
        Assert.NotEmpty((string?)Element(metadata, "repository").Attribute("commit") ?? "");
    }

    [Theory, MemberData(nameof(NamesAsync))]
    public async Task It_documents_its_members_for_net10(string package)
    {
        using var archive = await packages.OpenAsync(package);
        var documentation = archive.GetEntry($"{FolderOf(archive, package)}/{package}.xml");

        Assert.NotNull(archive.GetEntry($"{FolderOf(archive, package)}/{package}.dll"));
        Assert.NotNull(documentation);
        Assert.Contains("<member name=", await ReadAsync(documentation), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(NamesAsync))]
    public async Task Its_symbols_lead_to_the_source_and_tell_no_path_of_the_build(string package)
    {
        using var archive = await packages.OpenAsync(package, "snupkg");
        var entry = archive.GetEntry($"{FolderOf(archive, package)}/{package}.pdb");
        Assert.NotNull(entry);

        using var bytes = new MemoryStream();
        await using (var content = await entry.OpenAsync())
            await content.CopyToAsync(bytes);
        bytes.Position = 0;

        using var provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
        var reader = provider.GetMetadataReader();
        var links = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(found => reader.GetGuid(found.Kind) == SourceLink).Select(found => Encoding.UTF8.GetString(reader.GetBlobBytes(found.Value)));
        var files = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).ToList();

        Assert.Contains("https://raw.githubusercontent.com/edakit-house/edakit/", Assert.Single(links), StringComparison.Ordinal);
        Assert.Contains(files, file => file.StartsWith($"/_/src/{package}/", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.Contains(packages.Source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task None_takes_MassTransit_9()
    {
        var ranges = new List<(string Package, string Range)>();

        foreach (var package in (await NamesAsync()).Select(row => row.Data))
        {
            using var archive = await packages.OpenAsync(package);
            var dependencies = (await MetadataOfAsync(archive, package)).Descendants().Where(element => element.Name.LocalName == "dependency");
            ranges.AddRange(dependencies.Where(element => ((string)element.Attribute("id")!).StartsWith("MassTransit", StringComparison.Ordinal))
                .Select(element => (package, (string)element.Attribute("version")!)));
        }

        Assert.Contains(ranges, range => range.Package == "EdaKit.Core");
        Assert.All(ranges, range => Assert.Equal("[8.5.12, 9.0.0)", range.Range));
    }

    [Fact]
    public async Task The_gate_of_the_build_brings_the_analyzer_and_its_fixes_and_nothing_that_the_compiler_has()
    {
        using var archive = await packages.OpenAsync("EdaKit.ContractGate.Build");

        Assert.Equal(
            ["analyzers/dotnet/cs/EdaKit.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/EdaKit.Analyzers.dll"],
            archive.Entries.Select(entry => entry.FullName).Where(name => name.Contains("nalyzer", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(archive.Entries, entry => entry.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sagas_bring_their_analyzer_and_nothing_that_the_compiler_has()
    {
        using var archive = await packages.OpenAsync("EdaKit.Sagas");

        Assert.Equal(["analyzers/dotnet/cs/EdaKit.Sagas.Analyzers.dll"],
            archive.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal)));
        Assert.DoesNotContain("EdaKit.Sagas.Analyzers", (await MetadataOfAsync(archive, "EdaKit.Sagas")).ToString(), StringComparison.Ordinal);
    }

    /// <summary>Where a package has what it is about: a library's place is fixed, and programs lie in tools, with all that they need.</summary>
    private static string FolderOf(ZipArchive archive, string package)
    {
        var folders = archive.Entries.Where(entry => entry.Name == $"{package}.dll" || entry.Name == $"{package}.pdb").Select(entry => Path.GetDirectoryName(entry.FullName)!).Distinct();
        var folder = Assert.Single(folders);
        Assert.Contains(folder, (string[])["lib/net10.0", "tools/net10.0", "tools/net10.0/any"]);
        return folder;
    }

    private static async Task<XElement> MetadataOfAsync(ZipArchive archive, string package) =>
        XDocument.Parse(await ReadAsync(archive.GetEntry($"{package}.nuspec")!)).Root!;

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    private static XElement Element(XElement root, string name) => Assert.Single(root.Descendants(), element => element.Name.LocalName == name);

    private static string Text(XElement root, string name) => Element(root, name).Value;
}
