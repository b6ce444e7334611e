using System.Text.RegularExpressions;

namespace EdaKit.StoreConformance.Tables;

/// <summary>docs/tables.md and docs/sql: what they tell people to run is run here.</summary>
public static partial class TablesDocument
{
    private static readonly Lazy<string> Root = new(FindRoot);

    public static string Text => File.ReadAllText(Path.Combine(Root.Value, "docs", "tables.md"));

    /// <summary>The plain scripts of a database, one after the other.</summary>
    public static string Script(string database) =>
        string.Concat(Directory.GetFiles(Path.Combine(Root.Value, "docs", "sql", database), "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>The first SQL block under a heading.</summary>
    public static string Sql(string heading)
    {
        var under = Text.Split($"# {heading}\n", 2);
        Assert.True(under.Length == 2, $"docs/tables.md has no heading '{heading}'.");

        return SqlBlock().Match(under[1]).Groups[1].Value;
    }

    /// <summary>Each column with its type on one database, as the document's tables give them, the tables by name.</summary>
    public static IReadOnlyList<string> Columns(string database)
    {
        var type = database == "sqlite" ? "sqlite" : "postgresql";

        return [.. TableSection().Matches(Text)
            .OrderBy(section => section.Groups[1].Value, StringComparer.Ordinal)
            .SelectMany(section => ColumnRow().Matches(section.Value).Select(row => $"{section.Groups[1].Value}.{row.Groups["column"].Value} {row.Groups[type].Value}"))];
    }

    public static string ApprovedFile(string name) => Path.Combine(Root.Value, "tests", "EdaKit.StoreConformance", "Tables", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No repository above '{AppContext.BaseDirectory}'.");
    }

    [GeneratedRegex("^## (edakit_[a-z_]+)\n.*?(?=^## )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex TableSection();

    [GeneratedRegex(@"^\| `(?<column>[a-z_]+)` \| (?<postgresql>[^|]+?) \| (?<sqlite>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex ColumnRow();

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();
}
