namespace EdaKit.AcceptanceTests.Shop;

/// <summary>The sample's own command, in small: on servers and in processes of its own.</summary>
public sealed class When_orders_come_in_a_burst
{
    [Fact]
    public async Task Should_drain_the_backlog_and_give_every_order_its_invoice()
    {
        var plot = Path.Combine(Path.GetTempPath(), $"edakit-burst-{Guid.NewGuid():N}.svg");
        await using var burst = HostProcess.Start("", null, "burst", "--quick", "--plot", plot);

        var exitCode = await burst.WaitForExit(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, burst.Output);
        Assert.Contains("Every order has its invoice.", burst.Output, StringComparison.Ordinal);
        Assert.Contains("<svg", await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        File.Delete(plot);
    }
}
