namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>Where an endpoint waits until the test lets it go on, so that a test decides what happens at the same time.</summary>
public sealed class Turnstile
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>For the test: somebody is in the endpoint.</summary>
    public Task ArrivedAsync() => _arrived.Task.WaitAsync(Eventually.Bound);

    /// <summary>For the test.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>For the endpoint.</summary>
    public Task PassAsync()
    {
        _arrived.TrySetResult();
        return _open.Task.WaitAsync(Eventually.Bound);
    }
}
