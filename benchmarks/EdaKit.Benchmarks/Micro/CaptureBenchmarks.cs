using BenchmarkDotNet.Attributes;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Micro;

/// <summary>What it costs a save to store a message too. Public and open, as BenchmarkDotNet demands.</summary>
public class CaptureBenchmarks
{
    private EdaKitSubject? _application;

    /// <summary>Where the row and the record go.</summary>
    [Params("PostgreSql", "Sqlite")]
    public string Store { get; set; } = "";

    /// <summary>Starts the application.</summary>
    [GlobalSetup]
    public async Task StartAsync() => _application = await MicroApplication.StartAsync(Enum.Parse<StoreKind>(Store), WorkloadKind.Publish);

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task StopAsync() => await _application!.DisposeAsync();

    /// <summary>A scope, a row, a save.</summary>
    [Benchmark(Baseline = true)]
    public async Task SaveRow()
    {
        await using var scope = _application!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EdaKitDb>();
        db.Add(new OrderRow { Id = Guid.CreateVersion7(), Customer = Orders.Customer });
        await db.SaveChangesAsync();
    }

    /// <summary>A scope, a row, a publish, a save.</summary>
    [Benchmark]
    public Task SaveRowAndMessage() => _application!.PublishAsync(Guid.CreateVersion7());
}
