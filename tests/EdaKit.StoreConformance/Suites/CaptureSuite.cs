using EdaKit.Contracts;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

[EventContract("tests.order-placed", version: 1)]
public sealed record OrderPlaced([property: BusinessKey] string OrderNumber);

/// <summary>Capture: what an application publishes is stored with what it saves.</summary>
public abstract class CaptureSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Publish_is_stored_with_the_save_and_not_before(bool asynchronous)
    {
        await PublishAsync(async (db, publish) =>
        {
            await publish.Publish(new OrderPlaced("17"));
            db.Effects.Add(new());
            Assert.Equal(0, await CountAsync());

            if (asynchronous)
                await db.SaveChangesAsync();
            else
                db.SaveChanges();
        });

        var record = Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(10), Minute, None));
        Assert.Equal("urn:message:tests.order-placed:v1", record.MessageTypes);
        Assert.Contains("\"17\"", System.Text.Encoding.UTF8.GetString(record.Body), StringComparison.Ordinal);
        Assert.Equal(1, await InScopeAsync(db => db.Effects.CountAsync()));
    }

    /// <summary>A save of messages alone is repeated where the answer to its commit was lost.</summary>
    [Theory, InlineData(1, false), InlineData(1, true), InlineData(3, true)]
    public async Task Insert_of_records_that_are_there_changes_nothing(int count, bool hasLane)
    {
        // SQLite has no connection that could lose an answer.
        if (Store.HasOneWriter)
            return;

        var records = Enumerable.Range(1, count).Select(n => NewRecord(n)).ToList();
        records.ForEach(record => record.Lane = hasLane ? "a" : null);

        for (var time = 0; time < 2; time++)
        {
            await InScopeAsync(async db =>
            {
                await db.Database.OpenConnectionAsync();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = OutboxSql.For(db).Insert.Write(command, records);
                await command.ExecuteNonQueryAsync();
            });
        }

        Assert.Equal(count, await CountAsync());
    }

    [Fact]
    public async Task Publish_in_a_transaction_is_stored_with_its_commit()
    {
        await PublishAsync(async (db, publish) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await publish.Publish(new OrderPlaced("17"));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Publish_in_a_transaction_is_lost_with_its_rollback()
    {
        await PublishAsync(async (db, publish) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await publish.Publish(new OrderPlaced("17"));
            db.Effects.Add(new());
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });

        Assert.Equal(0, await CountAsync());
        Assert.Equal(0, await InScopeAsync(db => db.Effects.CountAsync()));
    }

    [Fact]
    public async Task Publish_without_save_is_not_stored()
    {
        await PublishAsync((_, publish) => publish.Publish(new OrderPlaced("17")));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Publish_survives_a_save_that_fails()
    {
        var effect = new Effect();
        await InScopeAsync(db =>
        {
            db.Effects.Add(effect);
            return db.SaveChangesAsync();
        });

        await PublishAsync(async (db, publish) =>
        {
            await publish.Publish(new OrderPlaced("17"));
            var twin = db.Effects.Add(new() { Id = effect.Id });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.Equal(0, await CountAsync());

            twin.State = EntityState.Detached;
            await db.SaveChangesAsync();
        });

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Publish_survives_a_row_that_somebody_else_changed()
    {
        await PublishAsync(async (db, publish) =>
        {
            await publish.Publish(new OrderPlaced("17"));
            var gone = db.Effects.Update(new());
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());

            gone.State = EntityState.Detached;
            await db.SaveChangesAsync();
        });

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Publish_stores_ids_headers_and_addresses()
    {
        var (message, conversation) = (Guid.NewGuid(), Guid.NewGuid());

        await PublishAsync(async (db, publish) =>
        {
            await publish.Publish(new OrderPlaced("17"), context =>
            {
                context.MessageId = message;
                context.ConversationId = conversation;
                context.ResponseAddress = new Uri("queue:answers");
                context.Headers.Set("Tenant", "Zürich 💶");
            });
            await db.SaveChangesAsync();
        });

        var record = Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(10), Minute, None));
        var properties = RecordProperties.FromJson(record.Properties);

        Assert.Equal(message, record.MessageId);
        Assert.Equal(conversation, properties.ConversationId);
        Assert.Equal(BusinessKeyId.From("OrderNumber", "17"), properties.CorrelationId);
        Assert.Equal("Zürich 💶", properties.Headers!["Tenant"].GetString());
        Assert.NotNull(properties.ResponseAddress);
    }

    [Fact]
    public async Task Publish_of_many_messages_is_claimed_in_the_order_in_which_they_were_captured()
    {
        const int Count = 500;

        await PublishAsync(async (db, publish) =>
        {
            for (var i = 0; i < Count; i++)
                await publish.Publish(new OrderPlaced($"{i}"), context => context.Headers.Set("n", i));

            await db.SaveChangesAsync();
        });

        var claimed = await Outbox.ClaimAsync(Relay, 0, new(Count), Minute, None);
        Assert.Equal(Enumerable.Range(0, Count), claimed.Select(record => RecordProperties.FromJson(record.Properties).Headers!["n"].GetInt32()));
    }

    private async Task PublishAsync(Func<ConformanceDb, IPublishEndpoint, Task> work)
    {
        await using var scope = Store.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ConformanceDb>(), scope.ServiceProvider.GetRequiredService<IPublishEndpoint>());
    }
}
