namespace EdaKit.Outbox.News;

/// <summary>Where there are records that somebody else has to send.</summary>
public sealed class OutboxNews
{
    /// <summary>Look at everything: the most that news can say.</summary>
    public static OutboxNews Everywhere { get; } = new() { OutsideLanes = true, InSomeLanes = true };

    /// <summary>There are records without a lane.</summary>
    public bool OutsideLanes { get; init; }

    /// <summary>There are records in lanes that are not named.</summary>
    public bool InSomeLanes { get; init; }

    /// <summary>The lanes in which there are records, as far as they are named. Not null.</summary>
    public IReadOnlyCollection<string> Lanes { get; init; } = [];
}
