using BenchmarkDotNet.Attributes;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Outbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Micro;

/// <summary>What it costs the relay to take a record, in claims of 200.</summary>
public class ClaimBenchmarks
{
    private const int AtOnce = 200;
    private readonly Guid _relay = Guid.NewGuid();
    private EdaKitSubject? _application;
    private RelationalOutboxStore<EdaKitDb>? _store;

    /// <summary>Where the records are.</summary>
    [Params("PostgreSql", "Sqlite")]
    public string Store { get; set; } = "";

    /// <summary>Stores a backlog.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _application = await MicroApplication.StartAsync(Enum.Parse<StoreKind>(Store), WorkloadKind.Publish);
        _store = new(_application.Services.GetRequiredService<IServiceScopeFactory>());

        for (var chunk = 0; chunk < 5; chunk++)
            await _application.StoreBacklogAsync([.. Enumerable.Range(0, AtOnce).Select(_ => Guid.CreateVersion7())]);
    }

    /// <summary>Ends the application.</summary>
    [GlobalCleanup]
    public async Task StopAsync() => await _application!.DisposeAsync();

    /// <summary>A lease of no time: the records come free at once, for the next claim.</summary>
    [Benchmark(OperationsPerInvoke = AtOnce)]
    public async Task Claim()
    {
        var records = await _store!.ClaimAsync(_relay, 0, new(AtOnce), TimeSpan.Zero, CancellationToken.None);

        if (records.Count != AtOnce)
            throw new InvalidOperationException($"{records.Count} records were claimed where {AtOnce} wait.");
    }
}
