namespace EdaKit.Outbox.LaneConsume;

/// <summary>One message's turn in its lane.</summary>
internal sealed class LaneTurn(string lane)
{
    private readonly TaskCompletionSource _comes = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Lane => lane;

    /// <summary>Ends when nothing of the lane is before the message any more.</summary>
    public Task Comes => _comes.Task;

    public void Come() => _comes.SetResult();
}
