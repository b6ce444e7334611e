using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;

namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>
/// Takes records, publishes them with their confirms pipelined, and commits the deletion when all are confirmed: a crash in between sends
/// them again, so delivery is at least once. Two loops, so that one waits for the database while the other waits for the broker.
/// </summary>
internal sealed class LimitRelay(NpgsqlDataSource database, IConnection broker) : IAsyncDisposable
{
    private const int Loops = 2;
    private const int AtMost = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _signal = new(0, Loops);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loops = Task.CompletedTask;

    public void Start() => _loops = Task.WhenAll(Enumerable.Range(0, Loops).Select(loop => Task.Run(() => LoopAsync(polls: loop == 0))));

    /// <summary>Says that something was committed. Signals that come while both loops work are kept as one each.</summary>
    public void Wake()
    {
        if (_signal.CurrentCount > 0)
            return;

        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Several commits at once: the loops are awake already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _signal.Dispose();
    }

    private async Task LoopAsync(bool polls)
    {
        await using var channel = await ConfirmingChannel.OpenAsync(broker);
        await using var connection = await database.OpenConnectionAsync(_stopping.Token);
        await using var take = new NpgsqlCommand(LimitSql.Take, connection);
        take.Parameters.Add(new() { Value = AtMost, NpgsqlDbType = NpgsqlDbType.Integer });
        await take.PrepareAsync(_stopping.Token);

        while (!_stopping.IsCancellationRequested)
        {
            var count = await RelayOnceAsync(connection, take, channel);

            if (count == 0)
                await WaitForWorkAsync(connection, polls);
        }
    }

    /// <summary>Waits for a commit in this process; one loop also looks by itself, for what another process stored.</summary>
    private async Task WaitForWorkAsync(NpgsqlConnection connection, bool polls)
    {
        while (!await _signal.WaitAsync(polls ? Poll : Timeout.InfiniteTimeSpan, _stopping.Token))
        {
            await using var look = new NpgsqlCommand("select exists (select from outbox)", connection);
            if (await look.ExecuteScalarAsync(_stopping.Token) is true)
                return;
        }
    }

    private async Task<int> RelayOnceAsync(NpgsqlConnection connection, NpgsqlCommand take, ConfirmingChannel channel)
    {
        // 1. Take, in a transaction that stays open. A stop does not cut it short, lest what is confirmed be sent again.
        await using var transaction = await connection.BeginTransactionAsync(_stopping.Token);
        List<LimitRecord> records = [];

        await using (var reader = await take.ExecuteReaderAsync(CancellationToken.None))
        {
            while (await reader.ReadAsync(CancellationToken.None))
                records.Add(new(reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3)));
        }

        if (records.Count == 0)
            return 0;

        // 2. Publish, in the order of the commits as near as the table knows it; RETURNING promises none.
        records.Sort((left, right) => left.Id.CompareTo(right.Id));
        await channel.PublishAsync(records);

        // 3. Only now are they gone.
        await transaction.CommitAsync(CancellationToken.None);
        return records.Count;
    }
}
