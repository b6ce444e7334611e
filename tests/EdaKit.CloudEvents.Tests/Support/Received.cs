using System.Collections.Concurrent;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Support;

/// <summary>What consumers of a test saw, and how a test waits for it.</summary>
public sealed class Received
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<object> _contexts = new();
    private readonly SemaphoreSlim _changed = new(0);

    public void Add(object context)
    {
        _contexts.Enqueue(context);
        _changed.Release();
    }

    public async Task<ConsumeContext<T>> FirstAsync<T>()
        where T : class => (await WaitForAsync<T>(1))[0];

    public async Task<IReadOnlyList<ConsumeContext<T>>> WaitForAsync<T>(int count)
        where T : class
    {
        using var bound = new CancellationTokenSource(Bound);

        while (true)
        {
            if (_contexts.OfType<ConsumeContext<T>>().ToList() is { } found && found.Count >= count)
                return found;

            try
            {
                await _changed.WaitAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited {Bound} for {typeof(T)}; seen: {string.Join("; ", _contexts)}");
            }
        }
    }
}

/// <summary>Only looks.</summary>
public sealed class Watch<T>(Received received) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context)
    {
        received.Add(context);
        return Task.CompletedTask;
    }
}
