using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_a_request_has_no_proper_key
{
    [Fact]
    public async Task Should_be_refused_where_one_is_required()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        var reply = await web.Client.PostAsync("/required", key: null);

        Assert.Equal((HttpStatusCode.BadRequest, IdempotencyProblemTypes.KeyMissing), (reply.Status, reply.ProblemType));
        Assert.Equal(0, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_run_each_time_where_none_is_required()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        await web.Client.PostAsync("/accepted", key: null);
        await web.Client.PostAsync("/accepted", key: null);
        Assert.Equal((2, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));

        await web.Client.PostAsync("/accepted", "k-1");
        Assert.True((await web.Client.PostAsync("/accepted", "k-1")).IsReplay);
        Assert.Equal(3, await web.CountChargesAsync());
    }

    [Theory, InlineData("/required"), InlineData("/accepted")]
    public async Task Should_be_refused_where_it_cannot_be_read(string path)
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        foreach (var key in new[] { "", "\"open", "a,b", "123456789" })
        {
            var reply = await web.Client.PostAsync(path, key);
            Assert.Equal((HttpStatusCode.BadRequest, IdempotencyProblemTypes.KeyMalformed), (reply.Status, reply.ProblemType));
        }

        Assert.Equal(0, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_pass_with_a_method_that_keys_are_not_for()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        Assert.Equal("read", await web.Client.GetStringAsync("/group/read"));
    }

    [Fact]
    public async Task Should_go_by_what_the_endpoint_says_before_what_its_group_says()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        Assert.Equal(IdempotencyProblemTypes.KeyMissing, (await web.Client.PostAsync("/group/required", key: null)).ProblemType);
        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/group/accepted", key: null)).Status);
        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/group/required", "k-1")).Status);
        Assert.True((await web.Client.PostAsync("/group/required", "k-1")).IsReplay);
    }

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store) => TestWeb.StartAsync<PlainBankDb>(store, c =>
    {
        c.Options = options => options.MaxKeyLength = 8;
        c.Endpoints = app =>
        {
            app.MapPost("/required", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>();
            app.MapPost("/accepted", ChargeEndpoints.ChargeAsync).AcceptIdempotencyKey<PlainBankDb>();

            var group = app.MapGroup("/group").RequireIdempotencyKey<PlainBankDb>();
            group.MapGet("/read", () => "read");
            group.MapPost("/required", ChargeEndpoints.ChargeAsync);
            group.MapPost("/accepted", ChargeEndpoints.ChargeAsync).AcceptIdempotencyKey<PlainBankDb>();
        };
    });
}
