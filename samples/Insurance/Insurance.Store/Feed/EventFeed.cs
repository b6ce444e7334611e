using EdaKit.Contracts;
using Insurance.Policies.Events;
using Npgsql;

namespace Insurance.Store.Feed;

/// <summary>
/// The events of all policies, one after the other, for a read model that keeps its own position. It reads rows, so an event that nobody can read
/// comes with its fault, and holds up no other one.
/// </summary>
public sealed class EventFeed(NpgsqlDataSource database, StoredContracts contracts)
{
    private const string Columns = "select seq_id, id, stream_id, version, timestamp, type, data from insurance.mt_events";
    private const string NoTombstones = "type not like 'tombstone%'";

    private readonly FedEventReader _reader = new(contracts);

    /// <summary>
    /// The position up to which nothing can appear any more between the events that are there: positions are drawn before they are committed, so a
    /// higher one may be there first. Marten's daemon keeps it, and fills the positions of appends that failed.
    /// </summary>
    public async Task<long> MarkAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select last_seq_id from insurance.mt_event_progression where name = 'HighWaterMark'");
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <summary>The next events.</summary>
    /// <param name="position">Events after this one.</param>
    /// <param name="mark">And up to this one; see <see cref="MarkAsync"/>.</param>
    /// <param name="atMost">No more than so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<FedEvent>> AfterAsync(long position, long mark, int atMost, CancellationToken cancellationToken)
    {
        await using var command = Command($"{Columns} where seq_id > $1 and seq_id <= $2 and {NoTombstones} order by seq_id limit $3", position, mark, atMost);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>All events of some policies up to a position, those of each policy in their order.</summary>
    public async Task<IReadOnlyList<FedEvent>> OfAsync(IReadOnlyCollection<Guid> policies, long position, CancellationToken cancellationToken)
    {
        await using var command = Command($"{Columns} where stream_id = any($1) and seq_id <= $2 order by stream_id, version", policies.ToArray(), position);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Whether an event is in this store, at this position.</summary>
    public async Task<bool> HasAsync(long position, Guid id, CancellationToken cancellationToken)
    {
        await using var command = Command("select exists (select from insurance.mt_events where seq_id = $1 and id = $2)", position, id);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<IReadOnlyList<FedEvent>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var events = new List<FedEvent>();

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (happened, fault) = Read(reader.GetString(5), reader.GetFieldValue<byte[]>(6));
            events.Add(new(reader.GetInt64(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4), happened, fault));
        }

        return events;
    }

    private (IPolicyEvent? Event, Exception? Fault) Read(string name, byte[] json)
    {
        try
        {
            return (_reader.Read(name, json), null);
        }
        catch (Exception fault)
        {
            // The row has been read; what fails here is what it says.
            return (null, fault);
        }
    }
}
