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
        Guid id, PolicyArchive archive, TimeProvider clock, DateTimeOffset? instant, long? position, DateOnly? day, DateOnly? on,
        CancellationToken cancellationToken)
    {
        if (new[] { instant is not null, position is not null, day is not null }.Count(given => given) > 1)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["instant"] = ["Give one of 'instant', 'position' and 'day'."] });

        var moment = day is { } end ? Moment.EndOf(end) : new Moment(instant, position);
        if (await archive.AtAsync(id, moment, cancellationToken) is not { } state)
            return TypedResults.NotFound();

        var effective = on ?? day ?? DateOnly.FromDateTime((instant ?? (position is null ? clock.GetUtcNow() : state.RecordedAt)).UtcDateTime);
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
