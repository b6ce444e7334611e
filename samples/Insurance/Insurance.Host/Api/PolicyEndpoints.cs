using Insurance.Store.Writing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>Commands. Reading and writing share addresses and nothing behind them.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder routes) => routes.MapPost("/policies/{id:guid}/commands", Ask)
        .WithSummary("Gives a command. The same command id again has no second effect, and gets the same answer.");

    private static async Task<Results<Ok<CommandAnswer.Done>, ProblemHttpResult>> Ask(
        Guid id, CommandRequest request, PolicyDesk desk, CancellationToken cancellationToken) =>
        await desk.HandleAsync(id, request, cancellationToken) switch
        {
            CommandAnswer.Done done => TypedResults.Ok(done),
            CommandAnswer.Refused { Refusal: var refusal } => Problem(StatusCodes.Status422UnprocessableEntity, refusal.Reason, new() { ["rule"] = refusal.Rule }),
            CommandAnswer.Conflict conflict => Problem(StatusCodes.Status409Conflict,
                $"The policy is at version {conflict.CurrentVersion}, and you have seen version {conflict.ExpectedVersion}. Look at it again, and decide anew.",
                new() { ["currentVersion"] = conflict.CurrentVersion }),
            var other => throw new InvalidOperationException($"Nobody has said how to answer '{other.GetType().Name}'."),
        };

    private static ProblemHttpResult Problem(int status, string title, Dictionary<string, object?> extensions) =>
        TypedResults.Problem(statusCode: status, title: title, extensions: extensions);
}
