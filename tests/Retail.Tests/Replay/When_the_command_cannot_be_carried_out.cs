namespace Retail.Tests.Replay;

/// <summary>A person who makes a mistake gets one message that says what to do, and no stack trace.</summary>
public sealed class When_the_command_cannot_be_carried_out
{
    [Theory]
    [InlineData("export EDAKIT_POSTGRES=", "--services", "billing")]
    [InlineData("export EDAKIT_POSTGRES=", "--services", "none", "--replay", "days/small.csv", "--ordering", "http://127.0.0.1:9")]
    [InlineData("no-such-day.csv", "--replay", "no-such-day.csv")]
    [InlineData("'--frobnicate'", "--frobnicate")]
    public async Task Should_say_what_to_do(string message, params string[] args)
    {
        var paths = args.Select(arg => arg == "days/small.csv" ? TradingDay.Small : arg);

        var (exitCode, output) = await RetailHostProcess.Run(paths, TestContext.Current.CancellationToken);

        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }
}
