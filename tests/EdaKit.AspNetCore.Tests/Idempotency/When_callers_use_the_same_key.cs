using System.Net;
using System.Security.Claims;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_callers_use_the_same_key
{
    [Theory]
    [InlineData(ClaimTypes.NameIdentifier, "bank")]
    [InlineData("sub", "bank")]
    [InlineData(ClaimTypes.Name, "bank")]
    [InlineData("sub", ClaimsIdentity.DefaultIssuer)]
    public async Task Should_give_each_an_effect_and_an_answer_of_its_own(string claim, string issuer)
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, claim, _ => issuer);

        var anna = await PostAsync(web, "anna");
        var bob = await PostAsync(web, "bob");
        var nobody = await PostAsync(web, user: null);

        Assert.All([anna, bob, nobody], reply => Assert.Equal((HttpStatusCode.Created, false), (reply.Status, reply.IsReplay)));
        Assert.Equal(anna.Body, (await PostAsync(web, "anna")).Body);
        Assert.Equal(bob.Body, (await PostAsync(web, "bob")).Body);
        Assert.Equal(nobody.Body, (await PostAsync(web, user: null)).Body);
        Assert.Equal(3, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_tell_equal_ids_of_two_issuers_apart()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, "sub", context => context.Request.Headers["X-Issuer"].ToString());

        var one = await web.Client.PostAsync("/charges", "k-1", headers: headers => headers.Add("X-User", "7"));
        var other = await web.Client.PostAsync("/charges", "k-1", headers: headers =>
        {
            headers.Add("X-User", "7");
            headers.Add("X-Issuer", "https://other.example");
        });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, false), (one.Status, other.Status, other.IsReplay));
    }

    [Fact]
    public async Task Should_fail_for_an_authenticated_user_without_an_id()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, "nickname", _ => "bank");

        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(web, "anna")).Status);
        Assert.Contains(web.Log.Entries, entry => entry.Exception?.Message.Contains("Set Caller in AddIdempotency", StringComparison.Ordinal) == true);
        Assert.Equal(0, await web.CountChargesAsync());
    }

    [Fact]
    public async Task Should_ask_the_application_who_the_caller_is()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await StartAsync(store, "nickname", _ => "bank", context => context.Request.Headers["X-User"]);

        Assert.Equal(HttpStatusCode.Created, (await PostAsync(web, "anna")).Status);
        Assert.False((await PostAsync(web, "bob")).IsReplay);
        Assert.True((await PostAsync(web, "anna")).IsReplay);
    }

    private static Task<Reply> PostAsync(TestWeb<PlainBankDb> web, string? user) => web.Client.PostAsync("/charges", "k-1", headers: headers =>
    {
        if (user is not null)
            headers.Add("X-User", user);
    });

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store, string claim, Func<HttpContext, string> issuer, Func<HttpContext, string?>? caller = null) =>
        TestWeb.StartAsync<PlainBankDb>(store, c =>
        {
            if (caller is not null)
                c.Options = options => options.Caller = caller;

            // What an authentication handler does.
            c.Pipeline = app => app.Use((context, next) =>
            {
                if (context.Request.Headers["X-User"].ToString() is { Length: > 0 } user)
                    context.User = new(new ClaimsIdentity([new(claim, user, null, issuer(context))], "test"));

                return next(context);
            });
            c.Endpoints = app => app.MapPost("/charges", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>();
        });
}
