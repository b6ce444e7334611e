using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Tests.Idempotency;

/// <summary>A body that is gone looks like an empty one, and two different requests like the same.</summary>
public sealed class When_the_body_was_read_before
{
    [Fact]
    public async Task Should_fail_and_name_the_remedy_where_it_is_gone()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, buffers: false);

        Assert.Equal(HttpStatusCode.InternalServerError, (await web.Client.PostAsync("/charges", "k-1")).Status);
        Assert.Contains(web.Log.Entries, entry => entry.Exception?.Message.Contains("Call Request.EnableBuffering() before it", StringComparison.Ordinal) == true);
        Assert.Equal(0, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_compare_it_where_it_can_be_read_again()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, buffers: true);

        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/charges", "k-1")).Status);
        Assert.True((await web.Client.PostAsync("/charges", "k-1")).IsReplay);
        Assert.Equal(IdempotencyProblemTypes.KeyReused, (await web.Client.PostAsync("/charges", "k-1", """{"account":"B","amount":1}""")).ProblemType);
    }

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store, bool buffers) => TestWeb.StartAsync<PlainBankDb>(store, c =>
    {
        c.Pipeline = app => app.Use(async (context, next) =>
        {
            if (buffers)
                context.Request.EnableBuffering();

            await context.Request.Body.CopyToAsync(Stream.Null);
            await next(context);
        });
        c.Endpoints = app => app.MapPost("/charges", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>();
    });
}
