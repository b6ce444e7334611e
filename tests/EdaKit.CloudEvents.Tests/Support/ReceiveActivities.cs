using System.Diagnostics;

namespace EdaKit.CloudEvents.Tests.Support;

/// <summary>Listens to the activities in which MassTransit receives what comes to one queue.</summary>
internal sealed class ReceiveActivities : IDisposable
{
    private readonly TaskCompletionSource<Activity> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivityListener _listener;

    public ReceiveActivities(string queue)
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == $"{queue} receive")
                    _first.TrySetResult(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Task<Activity> FirstAsync() => _first.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Dispose() => _listener.Dispose();
}
