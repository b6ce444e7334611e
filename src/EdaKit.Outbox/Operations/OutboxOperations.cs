using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Operations;

/// <summary>Checks what it is asked, lets the store do it, wakes the relay where this process has one, and writes down who did what.</summary>
internal sealed class OutboxOperations<TDb>(OperationsStore<TDb> store, HandOff<TDb>? handOff, LaneSignals<TDb>? lanes, ILogger<OutboxOperations<TDb>> logger) : IOutboxOperations<TDb>
    where TDb : DbContext
{
    /// <summary>How many records one transaction changes at most, so that no lock is held for long.</summary>
    internal const int BatchSize = 500;

    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) => store.CountAsync(cancellationToken);

    public Task<RecordPage> ListWaitingAsync(RecordFilter? filter, Guid? after, int pageSize, CancellationToken cancellationToken) =>
        ListAsync(isParked: false, filter, after, pageSize, cancellationToken);

    public Task<RecordPage> ListParkedAsync(RecordFilter? filter, Guid? after, int pageSize, CancellationToken cancellationToken) =>
        ListAsync(isParked: true, filter, after, pageSize, cancellationToken);

    public Task<RecordDetails?> FindAsync(Guid id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public async Task<RecordResult> RetryAsync(IReadOnlyCollection<Guid> ids, string by, string? reason, CancellationToken cancellationToken)
    {
        CheckIds(ids);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);

        var retried = await store.RetryAsync(ids, cancellationToken);
        Retried(retried, by, reason);
        await UnholdAsync(retried, cancellationToken);
        return await ResultAsync(ids, retried, cancellationToken);
    }

    public Task<int> RetryAllAsync(RecordFilter filter, string by, string? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);

        return InBatchesAsync((until, after) => store.RetryParkedAsync(filter, until, after, BatchSize, cancellationToken), batch => Retried(batch, by, reason), cancellationToken);
    }

    public async Task<RecordResult> DiscardAsync(IReadOnlyCollection<Guid> ids, string by, string reason, CancellationToken cancellationToken)
    {
        CheckIds(ids);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);

        var discarded = await store.DiscardAsync(ids, cancellationToken);
        Discarded(discarded, by, reason);
        await UnholdAsync(discarded, cancellationToken);
        return await ResultAsync(ids, discarded, cancellationToken);
    }

    public Task<int> PurgeAsync(RecordFilter filter, string by, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);

        return InBatchesAsync((until, after) => store.DiscardParkedAsync(filter, until, after, BatchSize, cancellationToken), batch => Discarded(batch, by, reason), cancellationToken);
    }

    private async Task<RecordPage> ListAsync(bool isParked, RecordFilter? filter, Guid? after, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, RecordPage.MaxSize);

        // One more than asked for tells whether there is another page.
        var records = await store.ListAsync(isParked, filter, after, pageSize + 1, cancellationToken);
        var isLast = records.Count <= pageSize;

        return new() { Records = isLast ? records : records[..pageSize], Next = isLast ? null : records[pageSize - 1].Id };
    }

    private async Task<int> InBatchesAsync(Func<long, Guid, Task<List<ChangedRecord>>> change, Action<List<ChangedRecord>> note, CancellationToken cancellationToken)
    {
        // What is parked from now on is left alone: a record that fails again at once would otherwise be put back for ever.
        var until = await store.ReadClockAsync(cancellationToken);
        var after = Guid.Empty;
        var changed = 0;
        List<ChangedRecord> batch;

        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch = await change(until, after);
            note(batch);
            changed += batch.Count;
            await UnholdAsync(batch, cancellationToken);

            // Not from the start again, past all that does not match. The databases sort ids as .NET does.
            after = batch.Select(record => record.Id).DefaultIfEmpty().Max();
        }
        while (batch.Count == BatchSize);

        return changed;
    }

    private async Task<RecordResult> ResultAsync(IReadOnlyCollection<Guid> ids, List<ChangedRecord> changed, CancellationToken cancellationToken)
    {
        var others = ids.Distinct().Except(changed.Select(record => record.Id)).ToList();
        var there = others.Count == 0 ? [] : await store.ThereAsync(others, cancellationToken);

        return new() { Affected = changed.Count, Refused = [.. others.Where(there.Contains)], Missing = [.. others.Where(id => !there.Contains(id))] };
    }

    // Both are called as soon as the change is committed: whatever fails after it, or is cancelled, what was done to the records is written down.
    private void Retried(List<ChangedRecord> records, string by, string? reason)
    {
        if (records.Count > 0)
            handOff?.Look();

        foreach (var record in records)
            OutboxLog.RecordRetried(logger, record.Id, record.MessageTypes, typeof(TDb).Name, by, reason);
    }

    private void Discarded(List<ChangedRecord> records, string by, string reason)
    {
        foreach (var record in records)
            OutboxLog.RecordDiscarded(logger, record.Id, record.MessageTypes, typeof(TDb).Name, by, reason);
    }

    /// <summary>The change itself has let the first of those wait again that were held behind it; here come the others.</summary>
    private async Task UnholdAsync(List<ChangedRecord> changed, CancellationToken cancellationToken)
    {
        var inLanes = OperationsStore<TDb>.LanesOf(changed);

        while (inLanes.Count > 0 && await store.UnholdAsync(inLanes, cancellationToken))
            cancellationToken.ThrowIfCancellationRequested();

        if (inLanes.Count > 0)
            lanes?.Announce(inLanes);
    }

    private static void CheckIds(IReadOnlyCollection<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);

        if (ids.Count > RecordResult.MostIds)
            throw new ArgumentException($"'{ids.Count}' ids are more than the '{RecordResult.MostIds}' of one call. Call it for a part at a time.", nameof(ids));
    }
}
