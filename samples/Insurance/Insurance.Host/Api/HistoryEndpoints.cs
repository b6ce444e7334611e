using Insurance.Store.History;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>Policies at any moment. What is asked here comes out of the events, and is never behind.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/{id:guid}/at", At)
            .WithSummary("A policy at an instant, at a position, or at the end of a day; without any of them now. 'on' is the day whose insurance counts.");
        routes.MapGet("/policies/{id:guid}/timeline", Timeline)
            .WithSummary("All that has happened to a policy: when, by whom, why, and on which command.");
        routes.MapGet("/policies/{id:guid}/difference", Difference).WithSummary("What differs between the ends of two days.");
    }

    private static async Task<Results<Ok<PolicyAt>, NotFound, ValidationProblem>> At(
        Guid id, PolicyArchive archive, TimeProvider clock, [AsParameters] AsOf asOf, DateOnly? on, CancellationToken cancellationToken)
    {
        if (asOf.Fault is { } fault)
            return TypedResults.ValidationProblem(fault);
        if (await archive.AtAsync(id, asOf.Moment, cancellationToken) is not { } state)
            return TypedResults.NotFound();

        var effective = on ?? asOf.Effective ?? DateOnly.FromDateTime((asOf.IsNow ? clock.GetUtcNow() : state.RecordedAt).UtcDateTime);
        return TypedResults.Ok(new PolicyAt(state.Version, state.Position, state.RecordedAt, effective, PolicyFacts.Of(state.Policy, effective), state.Policy));
    }

    private static async Task<Results<Ok<IReadOnlyList<TimelineEntry>>, NotFound>> Timeline(Guid id, PolicyArchive archive, CancellationToken cancellationToken) =>
        await archive.TimelineAsync(id, cancellationToken) is { Count: > 0 } entries ? TypedResults.Ok(entries) : TypedResults.NotFound();

    private static async Task<IReadOnlyList<FactChange>> Difference(Guid id, PolicyArchive archive, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (before, after) = (await archive.AtAsync(id, Moment.EndOf(from), cancellationToken), await archive.AtAsync(id, Moment.EndOf(to), cancellationToken));
        return PolicyFacts.Difference(Facts(before, from), Facts(after, to));
    }

    private static IReadOnlyList<Fact> Facts(PolicyState? state, DateOnly on) => state is null ? [] : PolicyFacts.Of(state.Policy, on);
}
