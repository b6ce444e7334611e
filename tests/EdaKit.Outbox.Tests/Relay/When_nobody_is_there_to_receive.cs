using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class When_nobody_is_there_to_receive
{
    private const int NobodyThere = 1114;

    [Fact]
    public async Task Should_park_what_was_sent_to_an_address_without_a_queue()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await StartAsync(place);

        await app.InScopeAsync(async scope =>
        {
            var endpoint = await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri("exchange:nobody-listens"));
            await endpoint.Send(new OrderPlaced("1"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        await Eventually.IsAsync(1, () => app.QueryAsync(db => db.Set<OutboxRecord>().CountAsync(record => record.ParkedAt != null && record.Attempts == 2)));
        Assert.Contains("returned", await app.QueryAsync(db => db.Set<OutboxRecord>().Select(record => record.LastError!).SingleAsync()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id == NobodyThere);
    }

    [Fact]
    public async Task Should_park_what_was_published_as_mandatory()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await StartAsync(place);

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"), context => context.Mandatory = true);
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        await Eventually.IsAsync(1, () => app.QueryAsync(db => db.Set<OutboxRecord>().CountAsync(record => record.ParkedAt != null && record.Attempts == 2)));
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id == NobodyThere);
    }

    [Fact]
    public async Task Should_deliver_and_count_what_was_published_though_nobody_subscribes()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await StartAsync(place);

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        await Eventually.IsAsync(0, app.CountRecordsAsync);
        await Eventually.IsAsync(1, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == NobodyThere)));
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id is 1107 or 1108);
    }

    [Fact]
    public async Task Should_drop_and_count_a_response_to_somebody_who_is_gone()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await StartAsync(place, x => x.AddConsumer<Answers>());

        await app.Bus.Publish(new Question("why?"), context =>
        {
            context.RequestId = NewId.NextGuid();
            context.ResponseAddress = new Uri("exchange:gone?temporary=true&autodelete=true");
        });

        Assert.Single(await app.Received.WaitForAsync<Seen<Question>>(1));
        await Eventually.IsAsync(1, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == NobodyThere)));
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id is 1107 or 1108);
    }

    private static Task<TestApp> StartAsync(Place place, Action<IBusRegistrationConfigurator>? consumers = null) => TestApp.StartAsync(place, c =>
    {
        c.Consumers = consumers;
        c.Outbox = outbox => (outbox.Relay.MaxAttempts, outbox.Relay.MinBackOff, outbox.Relay.PollInterval) =
            (2, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50));
    });

    public sealed class Answers(Received received) : IConsumer<Question>
    {
        public async Task Consume(ConsumeContext<Question> context)
        {
            await context.RespondAsync(new Answer("because"));
            received.Add(new Seen<Question>(context.Message, context));
        }
    }
}
