using System.Net;
using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_a_controller_has_keys
{
    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_have_one_effect_and_replay_what_the_action_answered(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await TestWeb.StartAsync<PlainBankDb>(store, c =>
        {
            c.Services = services => services.AddControllers().AddApplicationPart(typeof(ChargesController).Assembly);
            c.Endpoints = app => app.MapControllers().RequireIdempotencyKey<PlainBankDb>();
        });

        var first = await web.Client.PostAsync("/mvc/charges", "k-1");
        var second = await web.Client.PostAsync("/mvc/charges", "k-1");
        var missing = await web.Client.PostAsync("/mvc/charges", key: null);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, true), (first.Status, second.Status, second.IsReplay));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(IdempotencyProblemTypes.KeyMissing, missing.ProblemType);
        Assert.Equal(1, await web.CountChargesAsync());
    }
}

[ApiController, Route("mvc/charges")]
public sealed class ChargesController(PlainBankDb db) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> PostAsync(ChargeRequest request)
    {
        var answer = await ChargeEndpoints.AddAsync(request, db);
        return Created(answer.Location, answer.Value);
    }
}
