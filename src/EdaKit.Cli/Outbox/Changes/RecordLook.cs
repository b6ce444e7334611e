using EdaKit.Outbox;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>Looks at the records that a change is meant for.</summary>
internal static class RecordLook
{
    /// <summary>Sorts named records into what a change would do to each.</summary>
    /// <param name="operations">The outbox.</param>
    /// <param name="ids">The records.</param>
    /// <param name="isAllowed">Whether the change is allowed for a record as it is.</param>
    /// <param name="result">Where they are put.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task AtAsync(IOutboxOperations<OutboxDb> operations, IEnumerable<Guid> ids, Func<RecordSummary, bool> isAllowed, ChangeResult result,
        CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            var record = (await operations.FindAsync(id, cancellationToken))?.Summary;

            if (record is null)
                result.Missing.Add(id);
            else if (isAllowed(record))
                result.Add(new(id, record.MessageTypes));
            else
                result.Refused.Add(id);
        }
    }

    /// <summary>Finds the parked records that match.</summary>
    public static async Task AtParkedAsync(IOutboxOperations<OutboxDb> operations, RecordFilter filter, ChangeResult result, CancellationToken cancellationToken)
    {
        Guid? next = null;
        do
        {
            var page = await operations.ListParkedAsync(filter, next, RecordPage.MaxSize, cancellationToken);

            foreach (var record in page.Records)
                result.Add(new(record.Id, record.MessageTypes));

            next = page.Next;
        }
        while (next is not null);
    }
}
