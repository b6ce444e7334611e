namespace Retail.Before;

/// <summary>What the shop is made of.</summary>
/// <param name="Folder">Where the SQLite files go: one for the order API, and one for the book of each service.</param>
internal sealed record BeforeSettings(string Folder)
{
    /// <summary>How long the order API works on an order itself, before it stores it.</summary>
    public TimeSpan ApiWork { get; init; }

    /// <summary>How long the services work on an order, by their names; no time where nothing is said. Undoing takes no time.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ServiceWork { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>How long the order API waits for a service's answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an undo is tried before the order is left half done.</summary>
    public int UndoAttempts { get; init; } = 3;

    /// <summary>The pause between two attempts to undo. The customer waits through it, so it is short.</summary>
    public TimeSpan UndoPause { get; init; } = TimeSpan.FromMilliseconds(100);
}
