using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Contracts;

/// <summary>The retail sample's contracts are recorded, and then they are not what is recorded.</summary>
public sealed class When_a_team_changes_contracts : IDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "Retail.Contracts.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edakit-contracts-");

    private string Invoice => Path.Combine(_folder.FullName, "contracts", "retail.invoice-issued", "v1.json");

    [Fact]
    public async Task Should_record_them_and_find_that_nothing_would_break()
    {
        Assert.Equal(9, (await RunAsync("check")).Ended(1).Lines.Count(line => line.StartsWith("error EDA1101", StringComparison.Ordinal)));

        Assert.Contains("recorded contracts/retail.invoice-issued/v1.json", (await RunAsync("update")).Ended(0).Lines);
        Assert.Equal(["Nothing would break."], (await RunAsync("check")).Ended(0).Lines);
        Assert.Equal(["All versions are recorded as they are."], (await RunAsync("update")).Ended(0).Lines);
        Assert.Equal(["Nothing differs from what is recorded."], (await RunAsync("diff")).Ended(0).Lines);
    }

    [Fact]
    public async Task Should_say_what_would_break_where_and_what_to_do()
    {
        await ChangeAsync();

        var text = (await RunAsync("check")).Ended(1);
        Assert.Equal("retail.invoice-issued v1", text.Lines[0]);
        Assert.Contains(text.Lines, line => line.StartsWith("error EDA1010 at /invoiceNumber", StringComparison.Ordinal) && line.Contains("InvoiceIssued.cs:", StringComparison.Ordinal));
        Assert.Equal("1 error, 1 warning.", text.Lines[^1]);

        var json = (await RunAsync("check", "-o", "json")).Ended(1).Json.EnumerateArray().Single(finding => finding.GetProperty("isError").GetBoolean());
        Assert.Equal(("EDA1010", "/invoiceNumber", 1), (json.GetProperty("rule").GetString(), json.GetProperty("path").GetString(), json.GetProperty("version").GetInt32()));

        // As a compiler writes it: the file, the line and the column, then what it is.
        var compiler = (await RunAsync("check", "--msbuild")).Ended(1);
        Assert.Contains(compiler.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"InvoiceIssued\.cs\(\d+,\d+\): error EDA1010: .*make it version 2"));

        var difference = (await RunAsync("diff")).Ended(0);
        Assert.Equal(["retail.invoice-issued v1: changed", "~ /invoiceNumber: integer -> string"], difference.Lines);
    }

    [Fact]
    public async Task Should_record_what_would_break_only_by_force()
    {
        await ChangeAsync();
        var recorded = await File.ReadAllTextAsync(Invoice);

        var refused = (await RunAsync("update")).Ended(1);
        Assert.Contains("--force", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(recorded, await File.ReadAllTextAsync(Invoice));

        (await RunAsync("update", "--force")).Ended(0);
        (await RunAsync("check")).Ended(0);
    }

    [Fact]
    public async Task Should_find_what_the_project_in_the_folder_was_built_to()
    {
        var project = Path.Combine(_folder.FullName, "Shop.csproj");
        var built = Directory.CreateDirectory(Path.Combine(_folder.FullName, "bin", "Debug", "net10.0")).FullName;

        Assert.Contains("has no project", (await CheckAsync()).Ended(2).Errors, StringComparison.Ordinal);

        await File.WriteAllTextAsync(project, "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><AssemblyName>Retail.Contracts</AssemblyName></PropertyGroup></Project>");
        Assert.Contains($"Build '{project}' first", (await CheckAsync()).Ended(2).Errors, StringComparison.Ordinal);

        File.Copy(Assembly, Path.Combine(built, "Retail.Contracts.dll"));
        await File.WriteAllTextAsync(Path.Combine(built, "Retail.Contracts.deps.json"), "{}");
        Assert.Contains("retail.order-placed v2", (await CheckAsync()).Ended(1).Output, StringComparison.Ordinal);

        Task<Answer> CheckAsync() => Edakit.RunInAsync(_folder.FullName, "contracts", "check");
    }

    [Theory]
    [InlineData("nothing.dll", "There is no assembly 'nothing.dll'")]
    [InlineData("text.dll", "'text.dll' is no .NET assembly")]
    [InlineData("EdaKit.Core.dll", "has no contracts")]
    public async Task Should_say_why_an_assembly_cannot_be_looked_at(string file, string reason)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "text.dll"), "no assembly");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "EdaKit.Core.dll"), Path.Combine(_folder.FullName, "EdaKit.Core.dll"));

        Assert.Contains(reason, (await Edakit.RunInAsync(_folder.FullName, "contracts", "check", "-a", file)).Ended(2).Errors, StringComparison.Ordinal);

        // A build reads it as an error.
        Assert.StartsWith("edakit : error EDA1100: ", (await Edakit.RunInAsync(_folder.FullName, "contracts", "check", "-a", file, "--msbuild")).Ended(2).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BACKWARD", "/total", 1)]
    [InlineData("FORWARD", "", 0)]
    [InlineData("FULL", "/total", 1)]
    public async Task Should_compare_any_two_schemas(string mode, string path, int exitCode)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "old.json"), "{ \"type\": \"object\", \"properties\": { \"total\": { \"type\": \"number\" } } }");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "new.json"), "{ \"type\": \"object\", \"properties\": { \"total\": { \"type\": \"integer\" } } }");

        var answer = (await Edakit.RunInAsync(_folder.FullName, "contracts", "compare", "old.json", "new.json", "--mode", mode, "-o", "json")).Ended(exitCode).Json;

        Assert.Equal(exitCode == 0, answer.GetProperty("isCompatible").GetBoolean());
        Assert.Equal(path, string.Join(' ', answer.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("path").GetString())));
    }

    [Theory]
    [InlineData("{", "'bad.json' is no schema")]
    [InlineData("{ \"$ref\": \"#/nowhere\" }", "nowhere")]
    [InlineData(null, "'bad.json' cannot be read")]
    public async Task Should_say_why_a_schema_cannot_be_compared(string? schema, string reason)
    {
        if (schema is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "bad.json"), schema);

        Assert.Contains(reason, (await Edakit.RunInAsync(_folder.FullName, "contracts", "compare", "bad.json", "bad.json")).Ended(2).Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<Answer> RunAsync(params string[] arguments) => Edakit.RunInAsync(_folder.FullName, ["contracts", arguments[0], "-a", Assembly, .. arguments[1..]]);

    /// <summary>What is recorded says that the invoice's number was a number.</summary>
    private async Task ChangeAsync()
    {
        (await RunAsync("update")).Ended(0);
        var recorded = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Invoice))!;
        foreach (var schema in new[] { "writes", "reads" })
            recorded[schema]!["properties"]!["invoiceNumber"]!["type"] = "integer";

        await File.WriteAllTextAsync(Invoice, recorded.ToJsonString());
        File.Delete(Path.Combine(Path.GetDirectoryName(Invoice)!, "v1.made.sample.json"));
    }
}
