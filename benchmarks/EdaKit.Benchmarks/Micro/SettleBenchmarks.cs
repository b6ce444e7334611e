using BenchmarkDotNet.Attributes;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Outbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Micro;

/// <summary>What it costs the relay to remove a record that the broker confirmed, in statements for 200.</summary>
public class SettleBenchmarks
{
    private const int AtOnce = 200;
    private readonly Guid _relay = Guid.NewGuid();
    private EdaKitSubject? _application;
    private RelationalOutboxStore<EdaKitDb>? _store;
    private Guid[] _records = [];

    /// <summary>Where the records are.</summary>
    [Params("PostgreSql", "Sqlite")]
    public string Store { get; set; } = "";

    /// <summary>Starts the application.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _application = await MicroApplication.StartAsync(Enum.Parse<StoreKind>(Store), WorkloadKind.Publish);
        _store = new(_application.Services.GetRequiredService<IServiceScopeFactory>());
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task StopAsync() => await _application!.DisposeAsync();

    /// <summary>Stores and claims what the next call removes.</summary>
    [IterationSetup]
    public void Refill() => RefillAsync().GetAwaiter().GetResult();

    /// <summary>Removes them.</summary>
    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task Settle() => _store!.RemoveAsync(_records, CancellationToken.None);

    private async Task RefillAsync()
    {
        await _application!.StoreBacklogAsync([.. Enumerable.Range(0, AtOnce).Select(_ => Guid.CreateVersion7())]);
        var records = await _store!.ClaimAsync(_relay, 0, new(AtOnce), TimeSpan.FromMinutes(1), CancellationToken.None);
        _records = [.. records.Select(record => record.Id)];
    }
}
