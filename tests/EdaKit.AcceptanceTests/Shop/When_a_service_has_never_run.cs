using Samples.Hosting;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>The audit would wait in vain for a service that was never started, so the replay says so at once.</summary>
public sealed class When_a_service_has_never_run(RealServers servers)
{
    [Fact]
    public async Task Should_say_so_before_anything_is_sent()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var day = GeneratedDay.Of(orders: 1, prefix: "74");
        await servers.BothUp(cancellationToken);
        var empty = await servers.Postgres.CreateDatabaseAsync("empty");
        var rabbit = await servers.Rabbit.CreateVirtualHostAsync("empty");
        await using var replay = HostProcess.Start(
            empty, rabbit, "--services", "none", "--replay", day.File, "--ordering", ListenAddress.FreePort());

        var exitCode = await replay.WaitForExit(cancellationToken);

        Assert.Contains("has never run on this database", replay.Output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }
}
