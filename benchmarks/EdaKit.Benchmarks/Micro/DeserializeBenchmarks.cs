using System.Text.Json;
using BenchmarkDotNet.Attributes;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Micro;

/// <summary>What it costs to read a message: from the bytes on the wire, and from a stored record.</summary>
public class DeserializeBenchmarks
{
    private readonly SystemTextJsonMessageSerializer _serializer = new();
    private byte[] _body = [];
    private byte[] _bare = [];
    private string _properties = "";

    /// <summary>Captures one message and keeps its bytes.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        await using var application = await MicroApplication.StartAsync(StoreKind.Sqlite, WorkloadKind.Publish);
        await application.PublishAsync(Guid.CreateVersion7());
        var store = new RelationalOutboxStore<EdaKitDb>(application.Services.GetRequiredService<IServiceScopeFactory>());
        var record = (await store.ClaimAsync(Guid.NewGuid(), 0, new(1), TimeSpan.Zero, CancellationToken.None))[0];
        _body = record.Body;
        _properties = record.Properties;
        _bare = JsonSerializer.SerializeToUtf8Bytes(OrderPlaced.Of(Guid.CreateVersion7()), SystemTextJsonMessageSerializer.Options);
    }

    /// <summary>The content alone, without an envelope.</summary>
    [Benchmark(Baseline = true)]
    public object? Content() => JsonSerializer.Deserialize<OrderPlaced>(_bare, SystemTextJsonMessageSerializer.Options);

    /// <summary>The envelope and the message in it, as a consumer gets them.</summary>
    [Benchmark]
    public object? Envelope()
    {
        var context = _serializer.Deserialize(new BytesMessageBody(_body), new DictionarySendHeaders(new Dictionary<string, object?>()));
        return context.TryGetMessage<OrderPlaced>(out var message)
            ? message
            : throw new InvalidOperationException("The stored body holds no order.");
    }

    /// <summary>Ids, addresses and headers of a stored record, as the relay reads them.</summary>
    [Benchmark]
    public object StoredProperties() => RecordProperties.FromJson(_properties);
}
