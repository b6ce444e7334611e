using Retail.Tests.Replay;

namespace Retail.Tests.Telemetry;

public sealed class When_telemetry_is_switched_on
{
    [Fact]
    public async Task Should_export_traces_and_metrics_of_the_whole_way()
    {
        await using var collector = await Collector.Start();

        var (exitCode, output) = await RunReplay(collector, "--telemetry");

        Assert.True(exitCode == 0, output);
        var traces = collector.Received("traces");
        Assert.Contains("PUT /orders/{number}", traces, StringComparison.Ordinal);
        Assert.Contains("issue-invoice", traces, StringComparison.Ordinal);
        Assert.Contains("outbox relay", traces, StringComparison.Ordinal);
        var metrics = collector.Received("metrics");
        Assert.Contains("EdaKit.Outbox", metrics, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_export_nothing_without_the_switch()
    {
        await using var collector = await Collector.Start();

        var (exitCode, output) = await RunReplay(collector);

        Assert.True(exitCode == 0, output);
        Assert.Empty(collector.Received("traces"));
        Assert.Empty(collector.Received("metrics"));
    }

    private static Task<(int ExitCode, string Output)> RunReplay(Collector collector, params string[] options) => RetailHostProcess.Run(
        ["--replay", TradingDay.Small, .. options],
        [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")],
        TestContext.Current.CancellationToken);
}
