using Insurance.Agents.Cards;
using Insurance.Agents.Past;
using Insurance.Agents.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>What agents see of policies, now and at any moment before.</summary>
internal static class CardEndpoints
{
    public static void MapCards(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies", Search)
            .WithSummary("Finds policies; with 'after', a position, once the cards have come so far; with 'instant', 'position' or 'day' as they were then.");
        routes.MapGet("/policies/{id:guid}", Find).WithSummary("The card of a policy; with 'after', 'instant', 'position' or 'day' as above.");
        routes.MapGet("/policies/difference", Difference).WithSummary("The cards that differ between the ends of two days, and what differs.");
    }

    private static async Task<Results<Ok<PolicyList>, ValidationProblem>> Search(
        CardReader cards, CardArchive archive, CardProgress progress, TimeProvider clock, [AsParameters] AsOf asOf, [AsParameters] WaitFor wait,
        string? search, bool? active, DateOnly? on, CancellationToken cancellationToken)
    {
        if (asOf.Fault is { } fault)
            return TypedResults.ValidationProblem(fault);

        var freshness = await wait.WaitAsync(progress, asOf, cancellationToken);
        var then = await ThenAsync(archive, asOf, on, clock, cancellationToken);
        var day = then?.On ?? on ?? Today(clock);
        DateOnly? activeOn = active is true ? day : null;
        var found = then is null
            ? await cards.SearchAsync(search ?? "", activeOn, cancellationToken)
            : await archive.SearchAsync(asOf.Moment, search ?? "", activeOn, cancellationToken);

        return TypedResults.Ok(new PolicyList(freshness, then, [.. found.Select(card => PolicyRow.Of(card, day))]));
    }

    private static async Task<Results<Ok<PolicyDetails>, NotFound, ValidationProblem>> Find(
        Guid id, CardReader cards, CardArchive archive, CardProgress progress, TimeProvider clock, [AsParameters] AsOf asOf, [AsParameters] WaitFor wait,
        CancellationToken cancellationToken)
    {
        if (asOf.Fault is { } fault)
            return TypedResults.ValidationProblem(fault);

        var freshness = await wait.WaitAsync(progress, asOf, cancellationToken);
        var then = await ThenAsync(archive, asOf, null, clock, cancellationToken);
        var found = then is null ? await cards.FindAsync(id, cancellationToken) : await archive.FindAsync(id, asOf.Moment, cancellationToken);

        return found is { } card ? TypedResults.Ok(new PolicyDetails(freshness, then, card)) : TypedResults.NotFound();
    }

    private static Task<CardDifference> Difference(CardArchive archive, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        archive.DifferenceAsync(from, to, cancellationToken);

    /// <summary>The moment that is asked for, and the day whose insurance counts: the one that is given, or else that of the moment.</summary>
    private static async Task<Then?> ThenAsync(CardArchive archive, AsOf asOf, DateOnly? on, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (asOf.IsNow)
            return null;

        var day = on ?? asOf.Effective ?? await archive.DayOfAsync(asOf.Position!.Value, cancellationToken) ?? Today(clock);
        return new(asOf.Moment.Instant, asOf.Position, day);
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
