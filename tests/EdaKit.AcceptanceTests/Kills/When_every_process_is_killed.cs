namespace EdaKit.AcceptanceTests.Kills;

/// <summary>The samples' own commands, in small: every process is killed at least once, one coordinator for good. audit.sh has them in full.</summary>
public sealed class When_every_process_is_killed
{
    [Theory]
    [InlineData("Travel.Host.dll", "--trips", "20")]
    [InlineData("Orders.dll", "--orders", "40")]
    public async Task Should_end_all_that_was_begun_and_balance_the_books(string program, string option, string number)
    {
        await using var run = HostProcess.StartProgram(program, "", null, "kills", option, number, "--seed", "7");

        var exitCode = await run.WaitForExit(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, run.Output);
        Assert.Contains("All of it has ended, and the books balance.", run.Output, StringComparison.Ordinal);
    }
}
