using Retail.Host;

namespace Retail.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_nothing_means_everything_embedded()
    {
        var command = CommandLine.Parse([]);

        Assert.Null(command.Services);
        Assert.Empty(command.Replay);
    }

    [Fact]
    public void Parse_replay_takes_files_up_to_the_next_option()
    {
        var command = CommandLine.Parse(["--replay", "a.csv", "b.csv", "--data", "/somewhere"]);

        Assert.Equal(["a.csv", "b.csv"], command.Replay);
        Assert.Equal("/somewhere", command.DataFolder);
    }

    [Fact]
    public void Parse_services_finds_them_by_name()
    {
        var command = CommandLine.Parse(["--services", "ordering,billing"]);

        Assert.Equal(["ordering", "billing"], command.Services!.Select(module => module.Name));
    }

    [Theory]
    [InlineData("'--frobnicate' is not an option", "--frobnicate")]
    [InlineData("'--replay' needs a value", "--replay")]
    [InlineData("There is no service 'loyality'. The services are ordering, checkout, billing", "--services", "ordering,loyality")]
    [InlineData("--services none needs --ordering", "--services", "none", "--replay", "a.csv")]
    [InlineData("there is nothing to run", "--services", "none")]
    [InlineData("--replay runs either all services", "--services", "billing", "--replay", "a.csv")]
    [InlineData("--ordering goes with --services none", "--ordering", "http://127.0.0.1:1")]
    [InlineData("'localhost' is not an http address", "--ordering", "localhost")]
    [InlineData("--urls has nothing", "--services", "none", "--replay", "a", "--ordering", "http://127.0.0.1:1", "--urls", "http://b")]
    [InlineData("--data names a folder for SQLite", "--services", "billing", "--data", "x")]
    public void Parse_nonsense_is_reported(string message, params string[] args) =>
        Assert.Contains(message, Assert.Throws<OperatorException>(() => CommandLine.Parse(args)).Message, StringComparison.Ordinal);
}
