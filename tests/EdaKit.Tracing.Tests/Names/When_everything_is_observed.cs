using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using EdaKit.Telemetry;
using EdaKit.Tracing.Tests.Spans;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Names;

/// <summary>The names are approved text: dashboards and alarms are built on them, and a change is a breaking one.</summary>
public sealed partial class When_everything_is_observed
{
    private const string Approved = "tests/EdaKit.Tracing.Tests/Names/telemetry.approved.txt";
    private const string Page = "docs/telemetry.md";

    [Fact]
    public async Task Should_bear_the_approved_names()
    {
        var text = new StringBuilder();
        WriteMetrics(text);
        await WriteSpansAsync(text);

        var seen = text.Replace("\r\n", "\n").ToString();
        var approved = await ReadAsync(Approved);
        Assert.True(seen == approved, $"The names are not those of '{Approved}'. If they are to be, put this there, and into '{Page}':\n{seen}");
    }

    [Fact]
    public async Task Should_be_described_by_all_its_names()
    {
        var names = NamesIn(await ReadAsync(Approved)).ToList();
        var described = (await NamesOnPageAsync()).ToHashSet();

        Assert.NotEmpty(names);
        Assert.Empty(names.Except(described));
    }

    [Fact]
    public async Task Should_be_described_by_no_name_that_is_not_there()
    {
        var names = NamesIn(await ReadAsync(Approved)).ToHashSet();
        var described = (await NamesOnPageAsync()).Where(name => name.StartsWith("edakit.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(described);
        Assert.Empty(described.Except(names));
    }

    private static void WriteMetrics(StringBuilder text)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var metrics = new SeenMetrics(meters);

        EveryMetric.Emit(meters);
        metrics.Observe();

        Assert.Empty(metrics.Silent);
        metrics.WriteTo(text);
    }

    private static async Task WriteSpansAsync(StringBuilder text)
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using (var bus = await TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true, consumers: AddConsumers, more: eda =>
        {
            eda.UseSagas<TracedDb>();
            eda.Contracts.Emit<Named>(version: 1);
        }))
        {
            using (listening.BeginRequest())
            {
                await bus.PublishAsync(new Named("Ada", "Lovelace"));
                await bus.PublishAsync(new Counted("17"));
                await bus.PublishAsync(new Broken("17"));
                await bus.PublishAsync(new RunErrand(NewId.NextGuid()));
            }

            await listening.WaitForAsync(SpanNames.Upcast, 1);
            await listening.WaitForAsync(SpanNames.SagaCompensation, 1);
            await bus.Received.WaitForAsync<Batched>(1);
        }

        // What was under way when the bus stopped has ended by now.
        new SeenSpans(listening.Recorded).WriteTo(text);
    }

    private static void AddConsumers(IBusRegistrationConfigurator x)
    {
        x.AddConsumer<OnNamed>();
        x.AddConsumer<OnCounted>(consumer => consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(1)));
        x.AddConsumer<Participant>();
        x.AddSagaStateMachine<ErrandSaga, ErrandState>();
    }

    /// <summary>Meters, sources, instruments, spans and tags.</summary>
    private static IEnumerable<string> NamesIn(string approved)
    {
        foreach (var line in approved.Split('\n').Select(line => line.Trim()).Where(line => line is not ("" or "every span that failed")))
        {
            yield return line.Split(' ', 2) switch
            {
                ["meter" or "source" or "span", var name] => name,
                [_, var instrument] => instrument.Split(' ')[0],
                _ => line,
            };
        }
    }

    /// <summary>What the page writes as code, but for its blocks.</summary>
    private static async Task<IEnumerable<string>> NamesOnPageAsync() =>
        Code().Matches(Block().Replace(await ReadAsync(Page), "")).Select(match => match.Groups[1].Value);

    private static async Task<string> ReadAsync(string path) => File.Exists(RepositoryFolder.PathOf(path)) ? await File.ReadAllTextAsync(RepositoryFolder.PathOf(path)) : "";

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
