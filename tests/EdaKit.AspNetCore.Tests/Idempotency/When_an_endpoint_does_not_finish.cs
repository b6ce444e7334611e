using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Tests.Idempotency;

/// <summary>Nothing is stored and nothing commits unless the answer is final, and then a repeat runs again.</summary>
public sealed class When_an_endpoint_does_not_finish
{
    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_leave_nothing_when_it_throws_after_its_save(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        var attempts = 0;
        await using var web = await StartAsync(store, async (request, db, _) =>
        {
            var answer = await ChargeEndpoints.AddAsync(request, db);
            return ++attempts == 1 ? throw new InvalidOperationException("between effect and commit") : answer;
        });

        var failed = await web.Client.PostAsync("/charges", "k-1");
        Assert.Equal((0, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));
        var repeated = await web.Client.PostAsync("/charges", "k-1");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.Equal((HttpStatusCode.Created, false), (repeated.Status, repeated.IsReplay));
        Assert.Equal((1, 1), (await web.CountChargesAsync(), await web.CountEntriesAsync()));
    }

    [Theory]
    [InlineData(500), InlineData(502), InlineData(503), InlineData(408), InlineData(425), InlineData(429)]
    [InlineData(401), InlineData(403), InlineData(404), InlineData(409), InlineData(412)]
    public async Task Should_send_an_answer_that_is_not_final_and_roll_back(int status)
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var attempts = 0;
        await using var web = await StartAsync(store, async (request, db, _) =>
        {
            var answer = await ChargeEndpoints.AddAsync(request, db);
            return ++attempts == 1 ? Results.Text($"attempt {attempts}", statusCode: status) : answer;
        });

        var first = await web.Client.PostAsync("/charges", "k-1");
        Assert.Equal((0, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));

        Assert.Equal((status, "attempt 1"), ((int)first.Status, first.Text));
        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/charges", "k-1")).Status);
    }

    [Theory, InlineData(200), InlineData(204), InlineData(303), InlineData(400), InlineData(402), InlineData(410), InlineData(422)]
    public async Task Should_store_an_answer_that_is_final(int status)
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var attempts = 0;
        await using var web = await StartAsync(store, async (request, db, _) =>
        {
            await ChargeEndpoints.AddAsync(request, db);
            return Results.StatusCode(attempts++ == 0 ? status : 500);
        });

        var first = await web.Client.PostAsync("/charges", "k-1");
        var second = await web.Client.PostAsync("/charges", "k-1");

        Assert.Equal((status, status, true), ((int)first.Status, (int)second.Status, second.IsReplay));
        Assert.Equal(1, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_ask_the_application_what_is_final()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, (request, db, context) => Task.FromResult(Results.StatusCode(503)),
            options => options.IsFinal = context => context.Response.StatusCode == 503);

        await web.Client.PostAsync("/charges", "k-1");

        Assert.True((await web.Client.PostAsync("/charges", "k-1")).IsReplay);
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_commit_nothing_for_a_client_that_is_gone(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        var turnstile = new Turnstile();
        var ended = new TaskCompletionSource();
        await using var web = await StartAsync(store, async (request, db, context) =>
        {
            context.RequestAborted.Register(turnstile.Open);
            var answer = await ChargeEndpoints.AddAsync(request, db);
            await turnstile.PassAsync();
            return answer;
        }, pipeline: app => app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                ended.TrySetResult();
            }
        }));

        using (var gone = new CancellationTokenSource())
        {
            var request = web.Client.PostAsync("/charges", "k-1", cancellationToken: gone.Token);
            await turnstile.ArrivedAsync();
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        await ended.Task.WaitAsync(Eventually.Bound);
        Assert.Equal((0, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));
        Assert.Equal(HttpStatusCode.Created, (await web.Client.PostAsync("/charges", "k-1")).Status);
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_store_what_it_answers_to_a_save_that_failed(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store, async (request, db, _) =>
        {
            var id = Guid.NewGuid();
            db.Charges.Add(new Charge { Id = id, Account = request.Account });
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            db.Charges.Add(new Charge { Id = id, Account = "the same again" });

            try
            {
                await db.SaveChangesAsync();
                return Results.Ok();
            }
            catch (DbUpdateException)
            {
                return Results.UnprocessableEntity("twice");
            }
        });

        var first = await web.Client.PostAsync("/charges", "k-1");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "\"twice\""), (first.Status, first.Text));
        Assert.True((await web.Client.PostAsync("/charges", "k-1")).IsReplay);
        Assert.Equal(1, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_refuse_an_endpoint_that_ends_the_transaction()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, async (request, db, _) =>
        {
            var answer = await ChargeEndpoints.AddAsync(request, db);
            await db.Database.CurrentTransaction!.CommitAsync();
            return answer;
        });

        var reply = await web.Client.PostAsync("/charges", "k-1");

        Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
        Assert.Contains(web.Log.Entries, entry => entry.Exception?.Message.Contains("'POST /charges' ended the transaction", StringComparison.Ordinal) == true);

        // That it was done is known all the same, and it is not done again.
        Assert.Equal(IdempotencyProblemTypes.RequestInProgress, (await web.Client.PostAsync("/charges", "k-1")).ProblemType);
        Assert.Equal(1, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_refuse_an_endpoint_that_streams()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, async (request, db, _) =>
        {
            await ChargeEndpoints.AddAsync(request, db);
            return TypedResults.ServerSentEvents(EventsAsync());
        });

        Assert.Equal(HttpStatusCode.InternalServerError, (await web.Client.PostAsync("/charges", "k-1")).Status);
        Assert.Equal((0, 0), (await web.CountChargesAsync(), await web.CountEntriesAsync()));
        Assert.Contains(web.Log.Entries, entry => entry.Level == LogLevel.Error
            && entry.Exception?.Message.StartsWith("The endpoint streams", StringComparison.Ordinal) == true);
    }

    private static async IAsyncEnumerable<string> EventsAsync()
    {
        await Task.Yield();
        yield return "one";
    }

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store, Func<ChargeRequest, PlainBankDb, HttpContext, Task<IResult>> endpoint,
        Action<IdempotencyOptions>? options = null, Action<WebApplication>? pipeline = null) =>
        TestWeb.StartAsync<PlainBankDb>(store, c =>
        {
            c.Options = options;
            c.Pipeline = pipeline;
            c.Endpoints = app => app.MapPost("/charges", endpoint).RequireIdempotencyKey<PlainBankDb>();
        });
}
