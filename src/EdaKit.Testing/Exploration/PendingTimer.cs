namespace EdaKit.Testing.Exploration;

/// <summary>A message that an instance has scheduled for itself.</summary>
internal sealed class PendingTimer(Guid token, DateTime dueAt, object message)
{
    public Guid Token { get; } = token;

    public DateTime DueAt { get; } = dueAt;

    public object Message { get; } = message;

    /// <summary>What makes two timers the same, besides when they are due and under which token they can be cancelled.</summary>
    public string Content { get; } = $"{message.GetType().FullName} {InFlight.ContentOf(message)}";

    /// <summary>The content without its ids, to bring timers into an order that does not depend on the ids' values.</summary>
    public string SortKey => field ??= GivenValues.Replace(Content, _ => "", time => $"{time.Ticks}");
}
