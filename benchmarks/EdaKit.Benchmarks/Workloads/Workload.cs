using System.Diagnostics;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Subjects;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>What is done with a subject, from the first message until the last has arrived at the far end.</summary>
internal abstract record Workload(string Name)
{
    private const int WarmUp = 200;
    private static readonly TimeSpan LastSaves = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Workload> All { get; } = [new PublishWorkload(), new ConsumeWorkload()];

    /// <summary>Runs once and checks that every message and every row is there.</summary>
    /// <returns>Messages per second.</returns>
    public async Task<double> RunAsync(Subject subject, Place place, int messages, int writers)
    {
        var warm = new Counters(WarmUp);
        var counted = new Counters(messages);
        var counters = new SwitchingCounters(warm);

        using var host = await subject.StartAsync(place, AddConsumers, bus => AddFarEnd(bus, counters));
        try
        {
            await DriveAsync(host, subject, WarmUp, writers);
            await warm.WaitForAllAsync();

            counters.Current = counted;
            var started = Stopwatch.GetTimestamp();
            await DriveAsync(host, subject, messages, writers);
            await counted.WaitForAllAsync();
            var elapsed = Stopwatch.GetElapsedTime(started);

            await CheckRowsAsync(host, messages + WarmUp);
            return messages / elapsed.TotalSeconds;
        }
        finally
        {
            await host.StopAsync();
            LogContext.Current = null;
        }
    }

    protected abstract void AddConsumers(IBusRegistrationConfigurator x);

    /// <summary>Counts what arrives, in a plain handler that has neither inbox nor database, so that only the subject is measured.</summary>
    protected abstract void AddFarEnd(IBusFactoryConfigurator bus, ICounters counters);

    protected abstract Task DriveAsync(IHost host, Subject subject, int messages, int writers);

    private static async Task CheckRowsAsync(IHost host, int expected)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BenchmarkDb>();
        var started = Stopwatch.GetTimestamp();
        int rows;

        // A subject that is not atomic may have published what it has yet to save.
        while ((rows = await db.Rows.CountAsync()) < expected && Stopwatch.GetElapsedTime(started) < LastSaves)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);

        if (rows != expected)
            throw new InvalidOperationException($"{rows} rows are there where {expected} belong. The run does not count.");
    }
}
