using System.Text.Json;
using EdaKit.Benchmarks.Protocol;
using Npgsql;
using RabbitMQ.Client;

namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>
/// What these guarantees cost at the least: Npgsql and RabbitMQ.Client with nothing between, for this one message. No framework can be
/// faster and keep the same promises, so the others are measured against it.
/// </summary>
internal sealed class LimitSubject(RunPlan plan, bool inTransaction = false) : ISubject
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(RunPlan.Database);
    private IConnection? _broker;
    private LimitRelay? _relay;
    private LimitConsumer? _consumer;
    private LimitBatchConsumer? _batchConsumer;

    public async Task StartAsync()
    {
        await MakeTablesAsync();
        _broker = await new ConnectionFactory { Uri = RunPlan.Broker }.CreateConnectionAsync();
        _relay = new LimitRelay(_database, _broker);

        if (!plan.StoresOnly)
            _relay.Start();

        if (plan.Workload == WorkloadKind.Consume)
            await (_consumer = new(_database, _broker, _relay)).StartAsync();

        if (plan.Workload == WorkloadKind.BatchConsume)
            await (_batchConsumer = new(_database, _broker, _relay)).StartAsync();
    }

    public async Task PublishAsync(Guid orderId)
    {
        if (inTransaction)
            await PublishInTransactionAsync(orderId);
        else
        {
            // A batch is one round trip and, without a transaction around it, one transaction.
            await using var batch = _database.CreateBatch();
            await StoreAsync(batch, orderId);
        }

        _relay!.Wake();
    }

    private async Task PublishInTransactionAsync(Guid orderId)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        await StoreAsync(batch, orderId);
        await transaction.CommitAsync();
    }

    private static Task<int> StoreAsync(NpgsqlBatch batch, Guid orderId)
    {
        batch.BatchCommands.Add(OrderOf(orderId));
        batch.BatchCommands.Add(RecordOf(orderId));
        return batch.ExecuteNonQueryAsync();
    }

    public async Task StoreBacklogAsync(IReadOnlyList<Guid> orderIds)
    {
        await using var batch = _database.CreateBatch();

        foreach (var orderId in orderIds)
        {
            batch.BatchCommands.Add(OrderOf(orderId));
            batch.BatchCommands.Add(RecordOf(orderId));
        }

        await batch.ExecuteNonQueryAsync();
    }

    public async Task SendSampleAsync(Guid orderId)
    {
        await using var channel = await _broker!.CreateChannelAsync();
        var properties = new BasicProperties
        {
            MessageId = Guid.CreateVersion7().ToString(),
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
        };
        await channel.BasicPublishAsync(Orders.SampleQueue, routingKey: "", mandatory: true, properties, BodyOf(orderId));
    }

    public async ValueTask DisposeAsync()
    {
        if (_consumer is not null)
            await _consumer.DisposeAsync();
        if (_batchConsumer is not null)
            await _batchConsumer.DisposeAsync();
        if (_relay is not null)
            await _relay.DisposeAsync();
        if (_broker is not null)
            await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task MakeTablesAsync()
    {
        await using var exists = _database.CreateCommand("select to_regclass('outbox') is not null");

        if (await exists.ExecuteScalarAsync() is true)
            return;

        await using var make = _database.CreateCommand(LimitSql.Tables);
        await make.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand OrderOf(Guid orderId) => new(LimitSql.InsertOrder)
    {
        Parameters = { new NpgsqlParameter<Guid> { TypedValue = orderId }, new NpgsqlParameter<string> { TypedValue = Orders.Customer } },
    };

    private static NpgsqlBatchCommand RecordOf(Guid orderId) => new(LimitSql.InsertRecord)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() },
            new NpgsqlParameter<Guid> { TypedValue = orderId },
            new NpgsqlParameter<string> { TypedValue = Orders.PlacedExchange },
            new NpgsqlParameter<byte[]> { TypedValue = BodyOf(orderId) },
        },
    };

    private static byte[] BodyOf(Guid orderId) => JsonSerializer.SerializeToUtf8Bytes(
        new LimitOrderPlaced(orderId, Orders.Customer, Orders.Total, Orders.Note), LimitJson.Default.LimitOrderPlaced);
}
