namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>What a consumer is to do wrong.</summary>
public sealed class ShopBehavior
{
    private readonly TaskCompletionSource _isReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who runs and publishes nothing.</summary>
    public string? Muted { get; set; }

    /// <summary>Who fails.</summary>
    public string? Poisoned { get; set; }

    /// <summary>Who takes its time, until it is released.</summary>
    public string? Slow { get; set; }

    /// <summary>Whether it has begun to take its time.</summary>
    public bool IsBusy { get; private set; }

    public void Release() => _isReleased.TrySetResult();

    /// <summary>Whether to publish.</summary>
    public async Task<bool> RunAsync(string consumer)
    {
        if (consumer == Slow)
        {
            IsBusy = true;
            await _isReleased.Task;
        }

        return consumer == Poisoned ? throw new InvalidOperationException("The bank is closed.") : consumer != Muted;
    }
}
