using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_a_request_is_sent_twice
{
    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_have_one_effect_and_get_the_first_answer_again(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store);

        var first = await web.Client.PostAsync("/charges", "\"k-1\"");
        var second = await web.Client.PostAsync("/charges", "\"k-1\"");

        Assert.Equal(1, await web.CountChargesAsync());
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.False(first.IsReplay);
        Assert.True(second.IsReplay);
        AssertSame(first, second);
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_get_the_first_answer_from_another_process_after_a_restart(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        Reply first;

        await using (var web = await StartAsync(store))
            first = await web.Client.PostAsync("/charges", "k-1");

        await using var restarted = await StartAsync(store);
        var second = await restarted.Client.PostAsync("/charges", "k-1");

        Assert.Equal(1, await restarted.CountChargesAsync());
        Assert.True(second.IsReplay);
        AssertSame(first, second);
    }

    [Fact]
    public async Task Should_take_the_key_in_quotes_and_the_bare_key_for_the_same()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        await web.Client.PostAsync("/charges", "\"k-1\"");

        Assert.True((await web.Client.PostAsync("/charges", "k-1")).IsReplay);
        Assert.True((await web.Client.PostAsync("/charges", "\"k-1\";v=2")).IsReplay);
    }

    [Fact]
    public async Task Should_have_an_effect_for_each_key()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        await web.Client.PostAsync("/charges", "k-1");
        var second = await web.Client.PostAsync("/charges", "k-2");

        Assert.False(second.IsReplay);
        Assert.Equal(2, await web.CountChargesAsync());
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_refuse_the_key_with_another_body_or_query(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store);
        await web.Client.PostAsync("/charges", "k-1");

        var otherBody = await web.Client.PostAsync("/charges", "k-1", """{"account":"A-1","amount":12.51}""");
        var otherQuery = await web.Client.PostAsync("/charges?currency=USD", "k-1");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, IdempotencyProblemTypes.KeyReused), (otherBody.Status, otherBody.ProblemType));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, IdempotencyProblemTypes.KeyReused), (otherQuery.Status, otherQuery.ProblemType));
        Assert.Equal(1, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_refuse_the_key_for_another_resource_of_the_same_endpoint_and_know_nothing_of_it_at_another_endpoint()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await TestWeb.StartAsync<PlainBankDb>(store, c => c.Endpoints = app =>
        {
            app.MapPost("/accounts/{id}/charges", (string id, ChargeRequest request, PlainBankDb db) => ChargeEndpoints.AddAsync(request with { Account = id }, db))
                .RequireIdempotencyKey<PlainBankDb>();
            app.MapPost("/charges", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>();
        });

        await web.Client.PostAsync("/accounts/1/charges", "k-1");

        Assert.Equal(IdempotencyProblemTypes.KeyReused, (await web.Client.PostAsync("/accounts/2/charges", "k-1")).ProblemType);
        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/charges", "k-1")).Status);
        Assert.Equal(2, await web.CountChargesAsync());
    }

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store) => TestWeb.StartAsync<PlainBankDb>(store, c =>
        c.Endpoints = app => app.MapPost("/charges", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>());

    private static void AssertSame(Reply first, Reply second)
    {
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.NotEmpty(second.Body);
        Assert.Equal(first.Headers.Where(IsOfTheAnswer), second.Headers.Where(IsOfTheAnswer));
        Assert.True(second.Headers.ContainsKey("Location"));
    }

    private static bool IsOfTheAnswer(KeyValuePair<string, string> header) => header.Key is not ("Date" or IdempotencyHeaderNames.Replayed);
}
