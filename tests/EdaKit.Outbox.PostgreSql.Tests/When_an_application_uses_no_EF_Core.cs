using Dapper;
using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.PostgreSql.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.PostgreSql.Tests;

public sealed class When_an_application_uses_no_EF_Core
{
    [Fact]
    public async Task Should_store_row_and_message_in_its_transaction_and_handle_each_message_once()
    {
        await using var database = await Database.CreateAsync();
        await using var app = await App.StartAsync(database, consumers: x =>
        {
            x.AddConsumer<NoteOrder>();
            x.AddConsumer<WatchNotes>();
        });

        await app.InScopeAsync(async scope =>
        {
            var outbox = scope.GetRequiredService<IOutbox>();
            var id = NewId.NextGuid();
            await using var connection = await database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("insert into orders values ('placed 1')", transaction: transaction);

            for (var i = 0; i < 3; i++)
                await outbox.Publish(new OrderPlaced("1"), context => context.MessageId = id);

            await outbox.CommitAsync(transaction);
        });

        await app.Seen.OrdersAsync(1);
        await Eventually(async () => await database.CountAsync("edakit_outbox") == 0);
        Assert.Equal(1, await database.CountAsync("orders where number = 'placed 1'"));
        Assert.Equal(1, await database.CountAsync("orders where number = 'noted 1'"));
        Assert.Equal("noted 1", Assert.Single(app.Seen.Orders));
    }

    [Fact]
    public async Task Should_answer_a_duplicate_again()
    {
        await using var database = await Database.CreateAsync();
        await database.RunScriptAsync("0004-answers.sql");
        await using var app = await App.StartAsync(database, outbox => outbox.UseAnswers(), x =>
        {
            x.AddConsumer<AnswerOrder>();

            // Handlers of an endpoint have no inbox, which would drop the second answer: it has the id of the first.
            x.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.Handler<OrderNoted>(noted =>
            {
                context.GetRequiredService<Seen>().Add(noted.Message.OrderNumber);
                return Task.CompletedTask;
            }));
        });
        var id = NewId.NextGuid();

        await PublishAsync(app, database, id);
        await app.Seen.OrdersAsync(1);
        await PublishAsync(app, database, id);
        await app.Seen.OrdersAsync(2);

        Assert.Equal(["1", "1"], app.Seen.Orders);
        Assert.Equal(1, await database.CountAsync("edakit_answer"));
    }

    [Fact]
    public async Task Should_offer_operations_under_the_name_of_its_context()
    {
        await using var database = await Database.CreateAsync();
        await using var app = await App.StartAsync(database, outbox => outbox.Relay.Enabled = false);
        await app.PlaceAsync(database, "1", "2");

        await app.InScopeAsync(async scope =>
            Assert.Equal(2, (await scope.GetRequiredService<IOutboxOperations<PostgreSqlOutbox>>().CountAsync()).Waiting));
    }

    private static Task PublishAsync(App app, Database database, Guid id) => app.InScopeAsync(async scope =>
    {
        var outbox = scope.GetRequiredService<IOutbox>();
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await outbox.Publish(new OrderPlaced("1"), context => context.MessageId = id);
        await outbox.CommitAsync(transaction);
    });

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), bound.Token);
    }

    public sealed class NoteOrder(IOutbox outbox) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            var transaction = outbox.Transaction!;
            await transaction.Connection!.ExecuteAsync("insert into orders values (@number)", new { number = $"noted {context.Message.OrderNumber}" }, transaction);
            await outbox.Publish(new OrderNoted(context.Message.OrderNumber));
        }
    }

    [AnswersAgain]
    public sealed class AnswerOrder : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => context.Publish(new OrderNoted(context.Message.OrderNumber));
    }

    public sealed class WatchNotes(Seen seen) : IConsumer<OrderNoted>
    {
        public Task Consume(ConsumeContext<OrderNoted> context)
        {
            seen.Add($"noted {context.Message.OrderNumber}");
            return Task.CompletedTask;
        }
    }
}
