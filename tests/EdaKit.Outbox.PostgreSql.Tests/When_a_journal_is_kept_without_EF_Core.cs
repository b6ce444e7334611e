using System.Data.Common;
using Dapper;
using EdaKit.Outbox.PostgreSql.Tests.Support;
using EdaKit.Outbox.Registration;
using EdaKit.Tracing.Explaining;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.PostgreSql.Tests;

public sealed class When_a_journal_is_kept_without_EF_Core
{
    [Fact]
    public async Task Should_tell_of_a_message_in_the_transaction_that_stores_it()
    {
        await using var database = await JournaledAsync();
        await using var app = await StartAsync(database, outbox => outbox.Relay.Enabled = false);

        await PublishAsync(app, database, "saved", commits: true, (outbox, transaction) => outbox.SaveAsync(transaction));
        await PublishAsync(app, database, "undone", commits: false, (outbox, transaction) => outbox.SaveAsync(transaction));
        await app.PlaceAsync(database, "committed");

        Assert.Equal(["Published committed", "Published saved"], await EntriesAsync(database));
    }

    [Fact]
    public async Task Should_go_on_with_the_second_save_of_a_transaction()
    {
        await using var database = await JournaledAsync();
        await using var app = await StartAsync(database, outbox => outbox.Relay.Enabled = false);

        await PublishAsync(app, database, "1", commits: true, async (outbox, transaction) =>
        {
            await outbox.SaveAsync(transaction);
            await outbox.Publish(new OrderPlaced("2"));
            await outbox.SaveAsync(transaction);
        });

        Assert.Equal(["Published 1", "Published 2"], await EntriesAsync(database));
    }

    [Fact]
    public async Task Should_keep_what_the_database_refused_for_the_next_save()
    {
        await using var database = await JournaledAsync();
        await using var app = await StartAsync(database, outbox => outbox.Relay.Enabled = false);
        await database.ExecuteAsync("alter table edakit_outbox rename to away");

        await app.InScopeAsync(async scope =>
        {
            var outbox = scope.GetRequiredService<IOutbox>();
            await outbox.Publish(new OrderPlaced("1"));
            await Assert.ThrowsAnyAsync<DbException>(() => InTransactionAsync(database, commits: false, transaction => outbox.SaveAsync(transaction)));

            await database.ExecuteAsync("alter table away rename to edakit_outbox");
            await InTransactionAsync(database, commits: false, transaction => outbox.CommitAsync(transaction));
        });

        Assert.Equal(["Published 1"], await EntriesAsync(database));
        Assert.Equal(1, await database.CountAsync("edakit_outbox"));
    }

    [Fact]
    public async Task Should_explain_what_led_to_what_and_what_does_not_come()
    {
        await using var database = await JournaledAsync();
        await using var app = await StartAsync(database, consumers: x =>
        {
            x.AddConsumer<ForwardOrder>();
            x.AddConsumer<WatchForwarded>();
        });

        await app.PlaceAsync(database, "1");
        await Eventually(async () => await database.CountAsync("edakit_journal where kind = 'Consumed'") == 2);

        await app.InScopeAsync(async scope =>
        {
            var explainer = scope.GetRequiredService<IFlowExplainer<PostgreSqlOutbox>>();
            var healthy = await explainer.WhyAsync("1", "order");

            var placed = Assert.Single(healthy.Flows);
            Assert.Equal((FlowVerdictCode.Healthy, "tests.order-placed", "tests.order-noted"), (healthy.Verdict.Code, placed.Contract, Assert.Single(placed.Followed).Contract));

            await app.PlaceAsync(database, "poison");
            await Eventually(async () => await database.CountAsync("edakit_journal where kind = 'Faulted'") == 1);
            Assert.Equal(FlowVerdictCode.ConsumerFailed, (await explainer.WhyNotAsync("poison", "OrderNoted")).Verdict.Code);
        });
    }

    [Fact]
    public async Task Should_not_say_that_a_message_is_consumed_in_a_transaction_beside_that_of_the_inbox()
    {
        await using var database = await JournaledAsync();
        await using var app = await StartAsync(database, consumers: x => x.AddConsumer<CommitBeside>(), services: database);

        await app.PlaceAsync(database, "1");
        await Eventually(async () => await database.CountAsync("edakit_journal where kind = 'Faulted'") == 1);

        Assert.Equal(1, await database.CountAsync("orders where number = 'beside'"));
        Assert.Equal(0, await database.CountAsync("edakit_journal where kind = 'Consumed' and contract = 'tests.order-placed'"));
    }

    private static async Task<Database> JournaledAsync()
    {
        var database = await Database.CreateAsync();
        await database.RunScriptAsync("0007-journal.sql");
        return database;
    }

    private static Task<App> StartAsync(Database database, Action<OutboxOptions>? outbox = null, Action<IBusRegistrationConfigurator>? consumers = null, Database? services = null) =>
        App.StartAsync(database, outbox, consumers, eda =>
        {
            eda.UseJournal<PostgreSqlOutbox>(journal => journal.Service = "orders");
            if (services is not null)
                eda.Services.AddSingleton(services);
        });

    private static Task PublishAsync(App app, Database database, string order, bool commits, Func<IOutbox, DbTransaction, Task> save) => app.InScopeAsync(async scope =>
    {
        var outbox = scope.GetRequiredService<IOutbox>();
        await outbox.Publish(new OrderPlaced(order));
        await InTransactionAsync(database, commits, transaction => save(outbox, transaction));
    });

    private static async Task InTransactionAsync(Database database, bool commits, Func<DbTransaction, Task> work)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await work(transaction);

        if (commits)
            await transaction.CommitAsync();
    }

    private static async Task<List<string>> EntriesAsync(Database database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("select kind || ' ' || key from edakit_journal order by kind, key")];
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), bound.Token);
    }

    public sealed class ForwardOrder(IOutbox outbox) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            if (context.Message.OrderNumber != "poison")
                return outbox.Publish(new OrderNoted(context.Message.OrderNumber));

            throw new InvalidOperationException("It is poison.");
        }
    }

    public sealed class WatchForwarded(Seen seen) : IConsumer<OrderNoted>
    {
        public Task Consume(ConsumeContext<OrderNoted> context)
        {
            seen.Add(context.Message.OrderNumber);
            return Task.CompletedTask;
        }
    }

    public sealed class CommitBeside(IOutbox outbox, Database database) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            await using var connection = await database.Source.OpenConnectionAsync(context.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(context.CancellationToken);
            await connection.ExecuteAsync("insert into orders values ('beside')", transaction: transaction);
            await outbox.CommitAsync(transaction, context.CancellationToken);

            throw new InvalidOperationException("The inbox rolls back.");
        }
    }
}
