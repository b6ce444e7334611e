using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Telemetry;
using EdaKit.Telemetry;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Micro;

/// <summary>What the spans of EdaKit cost a message: where nobody listens, and where all of them are recorded.</summary>
public class SpanBenchmarks
{
    private readonly RecordProperties _properties = new() { ConversationId = Guid.CreateVersion7() };
    private readonly OutboxRecord _record = new() { MessageId = Guid.CreateVersion7(), Destination = "./bench.order-placed" };
    private EdaKitSubject? _application;
    private RelaySpans? _relay;
    private ActivityListener? _listener;

    /// <summary>Whether somebody listens, and records everything.</summary>
    [Params(false, true)]
    public bool IsRecorded { get; set; }

    /// <summary>Starts an application, for its bus.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _application = await MicroApplication.StartAsync(StoreKind.Sqlite, WorkloadKind.Publish);
        _relay = new(typeof(SpanBenchmarks), new HostAddress(_application.Services.GetRequiredService<IBusInstance>), TimeProvider.System);

        if (!IsRecorded)
            return;

        _listener = new()
        {
            ShouldListenTo = source => source.Name is TelemetryNames.Outbox or TelemetryNames.Core,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        _listener?.Dispose();
        await _application!.DisposeAsync();
    }

    /// <summary>From the start of an attempt to send a record until it is settled.</summary>
    [Benchmark]
    public void Relay() => RelaySpans.End(new(_record, SendResult.Confirmed, Span: _relay!.Start(_record, _properties)), SpanOutcome.Sent);

    /// <summary>A message is brought to another version.</summary>
    [Benchmark]
    public void Upcast() => VersionSpans.Start(SpanNames.Upcast, _record.Destination, 1, 2)?.Dispose();
}
