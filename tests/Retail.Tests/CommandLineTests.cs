using Retail.Host;
using Samples.Hosting;

namespace Retail.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_nothing_means_everything_embedded()
    {
        var command = Options();

        Assert.Null(command.Services);
        Assert.Empty(command.Replay);
    }

    [Fact]
    public void Parse_replay_takes_files_up_to_the_next_option()
    {
        var command = Options("--replay", "a.csv", "b.csv", "--data", "/somewhere");

        Assert.Equal(["a.csv", "b.csv"], command.Replay);
        Assert.Equal("/somewhere", command.DataFolder);
    }

    [Fact]
    public void Parse_services_finds_them_by_name()
    {
        var command = Options("--services", "ordering,billing");

        Assert.Equal(["ordering", "billing"], command.Services!.Select(module => module.Name));
    }

    [Fact]
    public void Parse_work_reads_the_working_times()
    {
        var times = Options("--work", "api=60,billing=40").WorkingTimes;

        Assert.Equal(TimeSpan.FromMilliseconds(60), times.Of("api"));
        Assert.Equal(TimeSpan.FromMilliseconds(40), times.Of("billing"));
        Assert.Equal(TimeSpan.Zero, times.Of("checkout"));
    }

    [Theory]
    [InlineData("'--frobnicate'", "--frobnicate")]
    [InlineData("'--replay'", "--replay")]
    [InlineData("There is no service 'loyality'. The services are ordering, checkout, billing", "--services", "ordering,loyality")]
    [InlineData("--services none needs --ordering", "--services", "none", "--replay", "a.csv")]
    [InlineData("there is nothing to run", "--services", "none")]
    [InlineData("--replay runs either all services", "--services", "billing", "--replay", "a.csv")]
    [InlineData("--ordering goes with --services none", "--ordering", "http://127.0.0.1:1")]
    [InlineData("'localhost' is not an http address", "--ordering", "localhost")]
    [InlineData("--urls has nothing", "--services", "none", "--replay", "a", "--ordering", "http://127.0.0.1:1", "--urls", "http://b")]
    [InlineData("--data names a folder for SQLite", "--services", "billing", "--data", "x")]
    [InlineData("'billing' is not a working time", "--work", "billing")]
    [InlineData("'bling=1' is not a working time", "--work", "bling=1")]
    [InlineData("--speed is the speed of a replay", "--speed", "60")]
    [InlineData("--speed 0 does not move", "--replay", "a.csv", "--speed", "0")]
    [InlineData("--concurrency 0 handles nothing", "--concurrency", "0")]
    public void Parse_nonsense_is_reported(string message, params string[] args) =>
        Assert.Contains(message, Assert.Throws<OperatorException>(() => Options(args)).Message, StringComparison.Ordinal);

    private static ShopOptions Options(params string[] args) => CommandLine.OptionsOf(CommandLine.Parse(args));
}
