namespace EdaKit.Outbox.Storage;

/// <summary>The leases that relays share, each call in a short transaction of its own.</summary>
internal interface ILeaseKeeper
{
    /// <summary>Takes leases that are free or were this holder's already.</summary>
    /// <returns>Those that are the holder's now.</returns>
    Task<IReadOnlySet<string>> TakeAsync(Guid holder, IReadOnlyCollection<string> names, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives leases back.</summary>
    Task GiveBackAsync(Guid holder, IReadOnlyCollection<string> names, CancellationToken cancellationToken);

    /// <summary>Lists the leases whose names begin alike and that have not run out.</summary>
    Task<IReadOnlyDictionary<string, Guid>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes leases whose names begin alike and that ran out long ago.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAsync(string prefix, TimeSpan over, int atMost, CancellationToken cancellationToken);
}
