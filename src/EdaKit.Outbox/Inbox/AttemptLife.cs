namespace EdaKit.Outbox.Inbox;

/// <summary>Whether an attempt is still under way: what is captured in it later would be lost.</summary>
internal sealed class AttemptLife
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
