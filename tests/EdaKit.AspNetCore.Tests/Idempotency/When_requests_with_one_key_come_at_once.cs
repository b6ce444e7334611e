using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_requests_with_one_key_come_at_once
{
    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_refuse_the_second_while_the_first_is_in_progress(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        var turnstile = new Turnstile();
        await using var web = await StartAsync(store, turnstile);

        var running = web.Client.PostAsync("/charges", "k-1");
        await turnstile.ArrivedAsync();
        var refused = await web.Client.PostAsync("/charges", "k-1");
        turnstile.Open();
        var first = await running;
        var replay = await web.Client.PostAsync("/charges", "k-1");

        Assert.Equal((HttpStatusCode.Conflict, IdempotencyProblemTypes.RequestInProgress), (refused.Status, refused.ProblemType));
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, replay.Status));
        Assert.True(replay.IsReplay);
        Assert.Equal(1, await web.CountChargesAsync());
    }

    [Theory, InlineData(StoreKind.PostgreSql), InlineData(StoreKind.PostgreSqlWithRetries)]
    public async Task Should_refuse_it_in_another_process_without_waiting_for_the_first(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        var turnstile = new Turnstile();
        await using var web = await StartAsync(store, turnstile);
        await using var other = await StartAsync(store, turnstile);

        var running = web.Client.PostAsync("/charges", "k-1");
        await turnstile.ArrivedAsync();
        var refused = await other.Client.PostAsync("/charges", "k-1");
        turnstile.Open();

        Assert.Equal((HttpStatusCode.Conflict, IdempotencyProblemTypes.RequestInProgress), (refused.Status, refused.ProblemType));
        Assert.Equal(HttpStatusCode.Created, (await running).Status);
        Assert.True((await other.Client.PostAsync("/charges", "k-1")).IsReplay);
        Assert.Equal(1, await web.CountChargesAsync());
    }

    /// <summary>SQLite has one writer and tells nobody who it is, so the second process waits its turn and finds the answer.</summary>
    [Fact]
    public async Task Should_wait_in_another_process_on_SQLite_and_get_the_first_answer()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var turnstile = new Turnstile();
        await using var web = await StartAsync(store, turnstile);
        await using var other = await StartAsync(store, turnstile);

        var running = web.Client.PostAsync("/charges", "k-1");
        await turnstile.ArrivedAsync();
        var waiting = other.Client.PostAsync("/charges", "k-1");
        turnstile.Open();

        Assert.Equal((await running).Body, (await waiting).Body);
        Assert.Equal(1, await web.CountChargesAsync());
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_have_one_effect_of_many_requests_to_two_processes(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store, turnstile: null);
        await using var other = await StartAsync(store, turnstile: null);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? web : other).Client.PostAsync("/charges", "k-1")));

        Assert.Equal(1, await web.CountChargesAsync());
        Assert.All(replies, reply => Assert.True(reply.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{reply.Status}: {reply.Text}"));
        Assert.Single(replies.Where(reply => reply.Status == HttpStatusCode.Created).Select(reply => reply.Text).Distinct());
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created && !reply.IsReplay);
    }

    [Fact]
    public async Task Should_let_a_request_with_another_key_pass()
    {
        using var store = await TestStore.CreateAsync(StoreKind.PostgreSql);
        var turnstile = new Turnstile();
        await using var web = await TestWeb.StartAsync<PlainBankDb>(store, c => c.Endpoints = app =>
            app.MapPost("/charges", async (ChargeRequest request, PlainBankDb db) =>
            {
                var answer = await ChargeEndpoints.AddAsync(request, db);
                if (request.Amount > 100)
                    await turnstile.PassAsync();

                return answer;
            }).RequireIdempotencyKey<PlainBankDb>());

        var slow = web.Client.PostAsync("/charges", "k-1", """{"account":"A-1","amount":1000}""");
        await turnstile.ArrivedAsync();

        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/charges", "k-2")).Status);
        turnstile.Open();
        Assert.Equal(HttpStatusCode.Created, (await slow).Status);
    }

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store, Turnstile? turnstile) => TestWeb.StartAsync<PlainBankDb>(store, c => c.Endpoints = app =>
        app.MapPost("/charges", async (ChargeRequest request, PlainBankDb db) =>
        {
            var answer = await ChargeEndpoints.AddAsync(request, db);
            await (turnstile?.PassAsync() ?? Task.CompletedTask);
            return answer;
        }).RequireIdempotencyKey<PlainBankDb>());
}
