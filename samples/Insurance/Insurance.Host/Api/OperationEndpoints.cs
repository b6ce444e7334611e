using Insurance.Agents.Cards;
using Insurance.Agents.Parking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>For whoever runs the system. An application would ask who is asking.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/parked", (ParkedPolicies parked, CancellationToken cancellationToken) => parked.ListAsync(cancellationToken))
            .WithSummary("Policies whose cards do not go on, and why.");
        routes.MapPost("/parked/{id:guid}/resume", Resume).WithSummary("Lets a policy go on, once its events are put right.");
        routes.MapPost("/cards/rebuild", Rebuild).WithSummary("Makes all cards anew out of the events.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resume(Guid id, ParkedPolicies parked, CancellationToken cancellationToken) =>
        await parked.ResumeAsync(id, cancellationToken) is { } again
            ? TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: $"It stands at event {again.Version} still: {again.Reason}")
            : TypedResults.NoContent();

    private static async Task<NoContent> Rebuild(CardRebuild rebuild, CancellationToken cancellationToken)
    {
        await rebuild.RunAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
