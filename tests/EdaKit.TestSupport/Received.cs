using System.Collections.Concurrent;
using MassTransit;

namespace EdaKit.TestSupport;

/// <summary>What consumers of a test saw, and how a test waits for it.</summary>
public sealed class Received
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<object> _items = new();
    private readonly SemaphoreSlim _changed = new(0);

    public void Add(object item)
    {
        _items.Enqueue(item);
        _changed.Release();
    }

    public IReadOnlyList<T> Of<T>() => [.. _items.OfType<T>()];

    public Task<IReadOnlyList<T>> WaitForAsync<T>(int count) => WaitForAsync<T>(items => items.Count >= count);

    public async Task<IReadOnlyList<T>> WaitForAsync<T>(Func<IReadOnlyList<T>, bool> enough)
    {
        using var bound = new CancellationTokenSource(Bound);

        while (!enough(Of<T>()))
        {
            try
            {
                await _changed.WaitAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited {Bound} for {typeof(T).Name}; seen: {string.Join("; ", _items)}");
            }
        }

        return Of<T>();
    }
}

/// <summary>A message as a consumer saw it, with the context that carried it.</summary>
public sealed record Seen<T>(T Message, ConsumeContext<T> Context)
    where T : class;
