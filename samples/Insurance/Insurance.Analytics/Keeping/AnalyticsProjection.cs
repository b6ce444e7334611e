using DuckDB.NET.Data;
using Insurance.Analytics.Files;
using Insurance.Store.Feed;

namespace Insurance.Analytics.Keeping;

/// <summary>
/// Keeps the figures. Rows and the position that they stand for are stored in one transaction of DuckDB, so each event counts once however often the process
/// dies. A policy whose events make no sense is parked, and the others go on.
/// </summary>
public sealed class AnalyticsProjection(AnalyticsFile file, EventFeed feed, AnalyticsLag lag, AnalyticsOptions options, TimeProvider clock) : IDisposable
{
    // One writer at a time: who goes on, who resumes a policy, and who rebuilds.
    private readonly SemaphoreSlim _gate = new(1);
    private readonly KnownPolicies _policies = new(feed, options.PoliciesInMemory);

    /// <summary>Reads the next events, and stores what they change.</summary>
    /// <returns>How many events that were; 0 where nothing is new.</returns>
    public Task<int> GoOnAsync(CancellationToken cancellationToken) => AloneAsync(connection => GoOnAsync(connection, cancellationToken), cancellationToken);

    /// <summary>
    /// Makes all figures anew out of the events. Who reads meanwhile sees a part of them, and by the position how far they are; who would go on or resume a
    /// policy waits until they have caught up.
    /// </summary>
    /// <returns>How many events that were.</returns>
    public Task<long> RebuildAsync(CancellationToken cancellationToken) => AloneAsync(async connection =>
    {
        using (var transaction = connection.BeginTransaction())
        {
            AnalyticsTables.CreateAnew(connection);
            transaction.Commit();
        }

        _policies.Forget();
        var (events, batch) = (0L, 0);
        while ((batch = await GoOnAsync(connection, cancellationToken)) > 0)
            events += batch;
        return events;
    }, cancellationToken);

    /// <summary>The policies that are parked.</summary>
    public IReadOnlyList<ParkedPolicy> Parked()
    {
        using var connection = file.Connect();
        return ParkedIn(connection);
    }

    /// <summary>Lets a policy go on with all that has come meanwhile, when what was wrong is put right.</summary>
    /// <returns>Null where it goes on or was not parked, and why it does not where it is parked again.</returns>
    public Task<ParkedPolicy?> ResumeAsync(Guid policyId, CancellationToken cancellationToken) => AloneAsync(async connection =>
    {
        if (ParkedIn(connection).Find(policy => policy.Id == policyId) is not { } parked)
            return null;

        // What is in the figures stays; what follows is read, as far as the figures of all others are.
        var events = await feed.OfAsync([policyId], AnalyticsProgress.PositionIn(connection), cancellationToken);
        var rows = new AnalyticsRows();
        _policies[policyId] = KnownPolicy.Of(events.Where(stored => stored.Version < parked.Version), parked.Version - 1);
        var again = Fold([.. events.Where(stored => stored.Version >= parked.Version)], rows);

        using var transaction = connection.BeginTransaction();
        connection.Execute("delete from keeping.parked where policy_id = $policyId", ("policyId", policyId));
        AnalyticsWriter.Write(connection, rows);
        Park(connection, again);
        transaction.Commit();
        return again.SingleOrDefault();
    }, cancellationToken);

    /// <summary>Makes sure that the figures are of this store: another one has other events at the same positions.</summary>
    /// <exception cref="AnalyticsUnavailableException">They are not.</exception>
    public async Task CheckStoreAsync(CancellationToken cancellationToken)
    {
        using var connection = file.Connect();
        var last = connection.Query("select event_position, event_id from keeping.progress where event_id is not null", row => (Position: row.GetInt64(0), Id: row.GetGuid(1)));
        if (last is [var (position, id)] && !await feed.HasAsync(position, id, cancellationToken))
        {
            throw new AnalyticsUnavailableException(
                $"The analytics in '{file.Path}' are of another store: event '{id}' at position '{position}' is not in this one. Delete the file, or name another one with --analytics.");
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<int> GoOnAsync(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        // 1. What is new. The mark is asked first: what comes after it is for the next time.
        var askedAt = clock.GetTimestamp();
        var mark = await feed.MarkAsync(cancellationToken);
        var position = AnalyticsProgress.PositionIn(connection);
        lag.Note(position, mark, askedAt);
        if (mark <= position)
            return 0;
        var news = await feed.AfterAsync(position, mark, options.BatchSize, cancellationToken);

        // 2. What it changes.
        var parked = ParkedIn(connection).Select(policy => policy.Id).ToHashSet();
        var free = news.Where(stored => !parked.Contains(stored.PolicyId)).ToList();
        await _policies.PrepareAsync(free, position, cancellationToken);
        var rows = new AnalyticsRows();
        var newlyParked = Fold(free, rows);

        // 3. Rows and position, all or nothing. Up to the mark there is nothing more, unless the batch was full.
        var reached = news.Count < options.BatchSize ? mark : news[^1].Position;
        using var transaction = connection.BeginTransaction();
        AnalyticsWriter.Write(connection, rows);
        Park(connection, newlyParked);
        connection.Execute("update keeping.progress set position = $reached", ("reached", reached));
        if (news is [.., var last])
            connection.Execute("update keeping.progress set event_position = $position, event_id = $id", ("position", last.Position), ("id", last.Id));
        transaction.Commit();

        lag.Note(reached, mark, askedAt);
        return news.Count;
    }

    /// <summary>Goes on with each policy by itself.</summary>
    /// <returns>The policies that stay behind.</returns>
    private List<ParkedPolicy> Fold(List<FedEvent> events, AnalyticsRows rows)
    {
        var parked = new Dictionary<Guid, ParkedPolicy>();

        foreach (var stored in events.Where(stored => !parked.ContainsKey(stored.PolicyId)))
        {
            var before = _policies[stored.PolicyId];
            try
            {
                var after = before.After(stored);
                rows.Add(stored, before.Policy, after.Policy!);
                _policies[stored.PolicyId] = after;
            }
            catch (Exception fault)
            {
                // Nothing is asked of a database here: whatever fails is a matter of these events.
                parked[stored.PolicyId] = new(stored.PolicyId, before.Version + 1, fault.Message, clock.GetUtcNow());
            }
        }

        return [.. parked.Values];
    }

    private async Task<T> AloneAsync<T>(Func<DuckDBConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            using var connection = file.Connect();
            return await work(connection);
        }
        catch
        {
            // What was not stored has not happened to the policies in memory either.
            _policies.Forget();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static List<ParkedPolicy> ParkedIn(DuckDBConnection connection) => connection.Query(
        "select policy_id, version, reason, parked_at from keeping.parked order by parked_at",
        row => new ParkedPolicy(row.GetGuid(0), row.GetInt64(1), row.GetString(2), new(DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc))));

    private static void Park(DuckDBConnection connection, List<ParkedPolicy> policies)
    {
        foreach (var policy in policies)
        {
            connection.Execute("insert into keeping.parked values ($id, $version, $reason, $at)",
                ("id", policy.Id), ("version", policy.Version), ("reason", policy.Reason), ("at", policy.ParkedAt.UtcDateTime));
        }
    }
}
