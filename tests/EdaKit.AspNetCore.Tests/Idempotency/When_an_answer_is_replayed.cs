using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_an_answer_is_replayed
{
    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_have_the_headers_of_the_list_and_no_others(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store);

        var first = await web.Client.PostAsync("/charges", "k-1");
        var second = await web.Client.PostAsync("/charges", "k-1");

        Assert.True(second.IsReplay);
        Assert.Equal("secret=1; path=/", first.Headers["Set-Cookie"]);
        Assert.Equal("1", first.Headers["X-Internal"]);
        Assert.DoesNotContain("Set-Cookie", second.Headers.Keys);
        Assert.DoesNotContain("X-Internal", second.Headers.Keys);
        Assert.Equal("\"v1\"", second.Headers["ETag"]);
        Assert.Equal("17", second.Headers["X-Order"]);
        Assert.Equal("<a>; rel=next,<b>; rel=prev", second.Headers["Link"]);
        Assert.DoesNotContain("secret", (await web.QueryAsync(db => db.Entries.SingleAsync())).Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_leave_what_comes_with_every_response()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        Assert.Equal("yes", (await web.Client.PostAsync("/charges", "k-1")).Headers["X-Always"]);
        Assert.Equal("yes", (await web.Client.PostAsync("/charges", "k-1")).Headers["X-Always"]);
    }

    [Theory, InlineData("/binary"), InlineData("/pipe"), InlineData("/empty"), InlineData("/text")]
    public async Task Should_have_the_body_byte_for_byte(string path)
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        var first = await web.Client.PostAsync(path, "k-1");
        var second = await web.Client.PostAsync(path, "k-1");

        Assert.True(second.IsReplay);
        Assert.Equal((first.Status, first.Body.Length), (second.Status, second.Body.Length));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Headers.GetValueOrDefault("Content-Length"), second.Headers.GetValueOrDefault("Content-Length"));
        Assert.Equal(first.Headers.GetValueOrDefault("Content-Type"), second.Headers.GetValueOrDefault("Content-Type"));
    }

    [Fact]
    public async Task Should_leave_no_trace_of_what_the_endpoint_set_where_it_is_refused()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);

        var reply = await web.Client.PostAsync("/large", "k-1");

        Assert.Equal((HttpStatusCode.InternalServerError, IdempotencyProblemTypes.ResponseTooLarge), (reply.Status, reply.ProblemType));
        Assert.DoesNotContain("Location", reply.Headers.Keys);
        Assert.Equal("yes", reply.Headers["X-Always"]);
        Assert.Equal((0, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));
        Assert.Contains(web.Log.Entries, entry => entry.Id.Id == 3004 && entry.Message.Contains("MaxResponseBodySize", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Should_refuse_a_request_whose_body_is_too_large(bool chunked)
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store);
        var body = $$"""{"account":"{{new string('A', 3000)}}","amount":1}""";

        var reply = await web.Client.PostAsync("/text", "k-1", body, headers => headers.TransferEncodingChunked = chunked);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, IdempotencyProblemTypes.RequestTooLarge), (reply.Status, reply.ProblemType));
        Assert.Equal((0, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));
    }

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store) => TestWeb.StartAsync<PlainBankDb>(store, c =>
    {
        c.Options = options =>
        {
            options.ReplayedHeaders.Add("x-order");
            options.MaxRequestBodySize = 2000;
            options.MaxResponseBodySize = 2000;
        };
        c.Pipeline = app => app.Use((context, next) =>
        {
            context.Response.Headers["X-Always"] = "yes";
            return next(context);
        });
        c.Endpoints = app =>
        {
            app.MapPost("/charges", (ChargeRequest request, PlainBankDb db, HttpResponse response) =>
            {
                response.Cookies.Append("secret", "1");
                response.Headers["X-Internal"] = "1";
                response.Headers["X-Order"] = "17";
                response.Headers.ETag = "\"v1\"";
                response.Headers.Link = new(["<a>; rel=next", "<b>; rel=prev"]);
                return ChargeEndpoints.AddAsync(request, db);
            }).RequireIdempotencyKey<PlainBankDb>();

            app.MapPost("/binary", () => Results.Bytes([.. Enumerable.Range(0, 1024).Select(i => (byte)i)], "application/octet-stream"))
                .RequireIdempotencyKey<PlainBankDb>();
            app.MapPost("/empty", () => Results.NoContent()).RequireIdempotencyKey<PlainBankDb>();
            app.MapPost("/text", (ChargeRequest request) => request.Account).RequireIdempotencyKey<PlainBankDb>();

            app.MapPost("/pipe", async (HttpContext context) =>
            {
                await context.Response.StartAsync();
                await context.Response.BodyWriter.WriteAsync("one "u8.ToArray());
                await context.Response.BodyWriter.FlushAsync();
                await context.Response.WriteAsync("two");
                await context.Response.CompleteAsync();
            }).RequireIdempotencyKey<PlainBankDb>();

            app.MapPost("/large", async (ChargeRequest request, PlainBankDb db, HttpResponse response) =>
            {
                await ChargeEndpoints.AddAsync(request, db);
                response.Headers.Location = "/charges/1";
                return Results.Text(new string('x', 2001));
            }).RequireIdempotencyKey<PlainBankDb>();
        };
    });
}
