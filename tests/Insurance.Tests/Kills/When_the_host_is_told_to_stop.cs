using Insurance.Tests.Support;

namespace Insurance.Tests.Kills;

public sealed class When_the_host_is_told_to_stop
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_stop_also_while_it_fills_the_store()
    {
        await using var host = new HostProcess(await Server.CreateDatabaseAsync()) { Policies = 100_000 };
        await host.StartAsync();

        Assert.Equal(2, await host.TerminateAsync(Bound));
        Assert.Contains("Stopped before the end.", host.Output, StringComparison.Ordinal);
    }
}
