using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Docs;

public sealed class LinkTests
{
    [Fact]
    public async Task Every_link_leads_somewhere()
    {
        var repository = await Repository.GetAsync();
        var files = repository.With(".md").ToDictionary(file => file, repository.Read);

        Faults.None(files.Keys.SelectMany(file => FaultsOf(file, files, repository.Files)));
    }

    [Theory]
    [InlineData("[x](other.md)", null)]
    [InlineData("[x](other.md#second-part)", null)]
    [InlineData("[x](#the-top)", null)]
    [InlineData("[x](../src)", null)]
    [InlineData("[x](https://example.org/missing)", null)]
    [InlineData("`[Attribute](not a link)` and `[a](b.md)`", null)]
    [InlineData("[x](missing.md)", "missing.md")]
    [InlineData("[`x`](other.md#third-part)", "other.md#third-part")]
    [InlineData("[x](#nowhere)", "#nowhere")]
    [InlineData("[x](/docs/other.md)", "/docs/other.md")]
    public void A_link_into_the_void_is_found(string text, string? target)
    {
        var files = new Dictionary<string, string> { ["docs/page.md"] = $"# The top\n{text}\n", ["docs/other.md"] = "## Second part!\n" };

        Assert.Equal(target is null ? [] : [$"docs/page.md: {target}"], FaultsOf("docs/page.md", files, [.. files.Keys, "src/a.cs"]));
    }

    private static IEnumerable<string> FaultsOf(string file, Dictionary<string, string> pages, IReadOnlyList<string> files) =>
        new Markdown(pages[file]).Links.Where(link => !Leads(file, link.Target, pages, files)).Select(link => $"{file}: {link.Target}");

    private static bool Leads(string file, string target, Dictionary<string, string> pages, IReadOnlyList<string> files)
    {
        if (Uri.TryCreate(target, UriKind.Absolute, out var uri) && !uri.IsFile)
            return uri.Scheme is "https" or "mailto";

        if (target.StartsWith('/'))
            return false;

        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? file : Normalize($"{Path.GetDirectoryName(file)}/{parts[0]}");
        var exists = files.Contains(path) || files.Any(known => known.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

        return exists && (parts.Length == 1 || (pages.TryGetValue(path, out var page) && new Markdown(page).Anchors.Contains(parts[1])));
    }

    private static string Normalize(string path) => Path.GetRelativePath("/", Path.GetFullPath("/" + path)).Replace('\\', '/');
}
