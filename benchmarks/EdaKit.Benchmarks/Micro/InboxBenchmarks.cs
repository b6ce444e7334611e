using BenchmarkDotNet.Attributes;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using EdaKit.Outbox.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Micro;

/// <summary>What it costs to consume one message after the other, with the inbox and without; with no broker in the figures.</summary>
public class InboxBenchmarks
{
    private readonly Receipts _withInbox = new();
    private readonly Receipts _without = new();
    private readonly Guid _handled = Guid.NewGuid();
    private EdaKitSubject? _application;
    private PlainMassTransitSubject? _plain;

    /// <summary>Starts an application with the inbox and one without.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _application = await MicroApplication.StartAsync(StoreKind.PostgreSql, WorkloadKind.Consume);
        _application.Services.GetRequiredService<IBus>().ConnectReceiveObserver(_withInbox);
        _plain = await MicroApplication.StartPlainAsync(StoreKind.PostgreSql, WorkloadKind.Consume);
        _plain.Services.GetRequiredService<IBus>().ConnectReceiveObserver(_without);
        await EnterHandled();
    }

    /// <summary>Ends both.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _application!.DisposeAsync();
        await _plain!.DisposeAsync();
    }

    /// <summary>A row and a publish, which are not atomic.</summary>
    [Benchmark(Baseline = true)]
    public Task ConsumeWithout() => ConsumeAsync(_plain!, _without);

    /// <summary>Entry, row and record, in one transaction.</summary>
    [Benchmark]
    public Task ConsumeWithInbox() => ConsumeAsync(_application!, _withInbox);

    /// <summary>The claim of a message that was handled before.</summary>
    [Benchmark]
    public async Task<bool> EnterHandled()
    {
        await using var scope = _application!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EdaKitDb>();
        return await InboxStore.TryEnterAsync(db, _handled, "micro", CancellationToken.None);
    }

    private static async Task ConsumeAsync(ISubject application, Receipts receipts)
    {
        var received = receipts.Next();
        await application.SendSampleAsync(Guid.CreateVersion7());
        await received;
    }

    /// <summary>Tells when the consumer's endpoint is done with a message, its commit included.</summary>
    private sealed class Receipts : IReceiveObserver
    {
        private TaskCompletionSource _next = new();

        public Task Next() => (_next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context)
        {
            if (context.InputAddress.AbsolutePath.EndsWith(Orders.InputQueue, StringComparison.Ordinal))
                _next.TrySetResult();

            return Task.CompletedTask;
        }

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class
        {
            _next.TrySetException(exception);
            return Task.CompletedTask;
        }

        public Task ReceiveFault(ReceiveContext context, Exception exception)
        {
            _next.TrySetException(exception);
            return Task.CompletedTask;
        }
    }
}
