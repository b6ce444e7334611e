namespace EdaKit.AcceptanceTests.Shop;

/// <summary>SIGTERM, as an orchestrator or a terminal that closes sends it: a command ends what it has begun, and only then itself.</summary>
public sealed class When_a_command_is_terminated
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_end_a_replay_in_the_middle_of_its_day()
    {
        using var day = GeneratedDay.Of(orders: 20, prefix: "T");
        await using var replay = HostProcess.Start("", null, "--replay", day.File, "--speed", "1");
        await Wait.Until(
            "the replay is under way", Patience, () => Task.FromResult(replay.Output.Contains("Replaying", StringComparison.Ordinal)), Cancel);

        await AssertStops(replay);
    }

    [Fact]
    public async Task Should_leave_no_service_of_a_burst_behind()
    {
        await using var burst = HostProcess.Start("", null, "burst", "--quick");
        await Wait.Until("a service of the burst runs", Patience, () => Task.FromResult(RunningServices().Any()), Cancel);

        await AssertStops(burst);
        Assert.Empty(RunningServices());
    }

    private static async Task AssertStops(HostProcess command)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);

        var exitCode = await command.Terminate(patience.Token);

        Assert.Contains("Stopped before the end.", command.Output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    /// <summary>The processes that run services of the program beside these tests. No other scenario runs at the same time.</summary>
    private static IEnumerable<string> RunningServices()
    {
        var command = $"{Path.Combine(AppContext.BaseDirectory, "Retail.Host.dll")}\0--services\0";
        return Directory.EnumerateDirectories("/proc").Where(process => CommandLineOf(process).Contains(command, StringComparison.Ordinal));
    }

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            // It is no process, or has ended meanwhile.
            return "";
        }
    }
}
