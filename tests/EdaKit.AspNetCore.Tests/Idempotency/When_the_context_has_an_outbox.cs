using System.Net;
using EdaKit.AspNetCore.Tests.Support;
using EdaKit.Contracts;
using EdaKit.Outbox.Records;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AspNetCore.Tests.Idempotency;

[EventContract("tests.charged", version: 1)]
public sealed record Charged([property: BusinessKey] string Account, decimal Amount);

public sealed class When_the_context_has_an_outbox
{
    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_publish_once(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store, relays: true, async (request, db, publish) =>
        {
            await publish.Publish(new Charged(request.Account, request.Amount));
            return await ChargeEndpoints.AddAsync(request, db);
        });

        await web.Client.PostAsync("/charges", "k-1");
        Assert.True((await web.Client.PostAsync("/charges", "k-1")).IsReplay);
        await web.Client.PostAsync("/charges", "k-2", """{"account":"last","amount":1}""");

        // A record goes when its message is sent, which says nothing about who has consumed it, nor in which order.
        await Eventually.IsAsync(0, () => CountRecordsAsync(web));
        await Eventually.IsAsync("A-1, last", () => Task.FromResult(string.Join(", ", Seen(web).Order(StringComparer.Ordinal))));
        Assert.Equal(2, await web.CountChargesAsync());
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_publish_nothing_of_what_is_rolled_back(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync<string>(store, relays: false, async (request, db, publish) =>
        {
            await publish.Publish(new Charged(request.Account, request.Amount));
            await ChargeEndpoints.AddAsync(request, db);
            throw new InvalidOperationException("between effect and commit");
        });

        Assert.Equal(HttpStatusCode.InternalServerError, (await web.Client.PostAsync("/charges", "k-1")).Status);

        Assert.Equal((0, 0, 0), (await web.CountChargesAsync(), await CountRecordsAsync(web), await web.CountEntriesAsync()));
    }

    /// <summary>What Npgsql's strategy takes for transient makes the endpoint run again, in the scope whose outbox remembers the first attempt.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_have_the_effects_and_messages_of_the_last_attempt_only_when_the_database_fails_for_a_moment(bool failsBeforeItsSave)
    {
        using var store = await TestStore.CreateAsync(StoreKind.PostgreSqlWithRetries);
        var attempts = 0;
        await using var web = await StartAsync(store, relays: false, async (request, db, publish) =>
        {
            attempts++;
            await publish.Publish(new Charged(request.Account, request.Amount));
            db.Charges.Add(new Charge { Account = $"attempt {attempts}" });

            if (failsBeforeItsSave && attempts == 1)
                throw new TimeoutException("for a moment");

            await db.SaveChangesAsync();

            if (attempts == 1)
                throw new TimeoutException("for a moment");

            return request;
        });

        var reply = await web.Client.PostAsync("/charges", "k-1");

        Assert.Equal((HttpStatusCode.OK, KeyedRequests.Charge, 2), (reply.Status, reply.Text, attempts));
        Assert.Equal("attempt 2", Assert.Single(await web.QueryAsync(db => db.Charges.ToListAsync())).Account);
        Assert.Equal((1, 1), (await CountRecordsAsync(web), await web.CountEntriesAsync()));
    }

    private static Task<TestWeb<OutboxBankDb>> StartAsync<T>(TestStore store, bool relays, Func<ChargeRequest, OutboxBankDb, IPublishEndpoint, Task<T>> endpoint) =>
        TestWeb.StartAsync<OutboxBankDb>(store, c =>
        {
            c.Services = services =>
            {
                services.AddSingleton<SeenAccounts>();
                services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
                services.AddMassTransit(x =>
                {
                    x.AddConsumer<WatchCharges>();
                    x.AddEdaKit(eda => eda.UseOutbox<OutboxBankDb>(outbox => outbox.Relay.Enabled = relays));
                    x.UsingInMemory((context, bus) =>
                    {
                        bus.UseEdaKit(context);
                        bus.ConfigureEndpoints(context);
                    });
                });
            };
            c.Endpoints = app => app.MapPost("/charges", endpoint).RequireIdempotencyKey<OutboxBankDb>();
        });

    private static Task<int> CountRecordsAsync(TestWeb<OutboxBankDb> web) => web.QueryAsync(db => db.Set<OutboxRecord>().CountAsync());

    private static string[] Seen(TestWeb<OutboxBankDb> web) => [.. web.Services.GetRequiredService<SeenAccounts>().All];
}

public sealed class SeenAccounts
{
    public System.Collections.Concurrent.ConcurrentQueue<string> All { get; } = new();
}

public sealed class WatchCharges(SeenAccounts seen) : IConsumer<Charged>
{
    public Task Consume(ConsumeContext<Charged> context)
    {
        seen.All.Enqueue(context.Message.Account);
        return Task.CompletedTask;
    }
}
