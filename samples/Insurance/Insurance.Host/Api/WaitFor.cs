using Insurance.Store.Reading;

namespace Insurance.Host.Api;

/// <summary>A position for which to wait, and how many milliseconds at most; 2,000 where nothing is said.</summary>
internal readonly record struct WaitFor(long? After, int? Wait)
{
    private const int UsualWait = 2_000;

    /// <summary>Waits until a read model has come so far, or the time is over. To see a position is to ask for it.</summary>
    /// <returns>How far it is.</returns>
    public Task<Freshness> WaitAsync(ReadModelProgress progress, AsOf asOf, CancellationToken cancellationToken) =>
        progress.WaitAsync(Math.Max(After ?? 0, asOf.Position ?? 0), TimeSpan.FromMilliseconds(Math.Max(0, Wait ?? UsualWait)), cancellationToken);
}
