using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Docs;

/// <summary>What the README promises is there.</summary>
public sealed class ReadmeTests
{
    private const int LongestReadme = 200;

    [Fact]
    public async Task It_is_short() => Assert.InRange((await Repository.GetAsync()).Read("README.md").Split('\n').Length, 1, LongestReadme);

    [Fact]
    public async Task Every_guarantee_names_a_test_that_exists()
    {
        var repository = await Repository.GetAsync();
        var guarantees = new Markdown(repository.Read("README.md")).LinesOf("Guarantees").Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(guarantees);
        Faults.None(guarantees.SelectMany(line => FaultsOf(line, file => repository.Files.Contains(file) ? repository.Read(file) : "")));
    }

    [Theory]
    [InlineData("- **Promise.** Proof: [`Should_work`](tests/A.cs)", 0)]
    [InlineData("- **Promise.** Nothing proves it.", 1)]
    [InlineData("- **Promise.** Proof: [`Should_fly`](tests/A.cs)", 1)]
    [InlineData("- **Promise.** Proof: [`Helper`](tests/A.cs)", 1)]
    [InlineData("- **Promise.** Proof: [`Should_work`](src/A.cs)", 1)]
    public void A_guarantee_without_proof_is_found(string line, int faults) => Assert.Equal(faults, FaultsOf(line, file =>
        file == "tests/A.cs" ? "class A { [Fact] public void Should_work() { } public void Helper() { } }" : "").Count());

    [Fact]
    public async Task Every_command_runs_something_that_exists()
    {
        var repository = await Repository.GetAsync();
        var commands = new Markdown(repository.Read("README.md")).Blocks.Where(block => block.Language is "sh" or "bash" or "shell")
            .SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();

        Assert.Contains(commands, command => command.StartsWith("./test.sh", StringComparison.Ordinal));
        Faults.None(commands.Where(command => !Runs(command, repository)));
    }

    [Theory]
    [InlineData("dotnet run --project samples/Nothing")]
    [InlineData("./missing.sh")]
    [InlineData("dotnet pack src/EdaKit.Nothing")]
    [InlineData("rm -rf .")]
    public async Task A_command_that_runs_nothing_is_found(string command) => Assert.False(Runs(command, await Repository.GetAsync()));

    private static IEnumerable<string> FaultsOf(string guarantee, Func<string, string> read)
    {
        var proofs = Markdown.LinksOf(guarantee).Where(link => link.Target.StartsWith("tests/", StringComparison.Ordinal)).ToList();

        return proofs.Count == 0
            ? [$"no proof: {guarantee}"]
            : proofs.Where(proof => !CodeBlock.TestsIn(read(proof.Target)).Contains(proof.Text)).Select(proof => $"no such test: {proof.Target} {proof.Text}");
    }

    /// <summary>Knows the forms that the README uses; another form needs a check of its own here.</summary>
    private static bool Runs(string command, Repository repository)
    {
        var words = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        return words switch
        {
            [var script, ..] when script.StartsWith("./", StringComparison.Ordinal) =>
                repository.Files.Contains(script[2..]) && (OperatingSystem.IsWindows() || File.GetUnixFileMode(repository.PathOf(script[2..])).HasFlag(UnixFileMode.UserExecute)),
            ["dotnet", "run", "--project", var project, ..] => IsProject(project, repository),
            ["dotnet", "run", "-c", "Release", "--project", var project, ..] => IsProject(project, repository),
            ["dotnet", "pack", var project, ..] => IsProject(project, repository),
            ["docker", "compose", "up", ..] => repository.Files.Contains("compose.yaml"),
            _ => false,
        };
    }

    private static bool IsProject(string project, Repository repository) =>
        project == "EdaKit.sln" || repository.Projects.Any(known => Path.GetDirectoryName(known.Path) == project || known.Path == project);
}
