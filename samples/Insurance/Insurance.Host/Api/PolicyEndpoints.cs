using Insurance.Agents.Cards;
using Insurance.Agents.Reading;
using Insurance.Store.Writing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>Commands, and what agents see of policies. Reading and writing share addresses here and nothing behind them.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/policies/{id:guid}/commands", Ask)
            .WithSummary("Gives a command. The same command id again has no second effect, and gets the same answer.");
        routes.MapGet("/policies", Search).WithSummary("Finds policies; with 'after', a position, once the cards have come so far.");
        routes.MapGet("/policies/{id:guid}", Find).WithSummary("The card of a policy; with 'after' as above.");
    }

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

    private static async Task<PolicyList> Search(
        CardReader cards, CardProgress progress, TimeProvider clock, string? search, bool? active, long? after, int? wait, CancellationToken cancellationToken)
    {
        var freshness = await Freshness(progress, after, wait, cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var found = await cards.SearchAsync(search ?? "", active is true ? today : null, cancellationToken);

        return new(freshness, [.. found.Select(card => PolicyRow.Of(card, today))]);
    }

    private static async Task<Results<Ok<PolicyDetails>, NotFound>> Find(
        Guid id, CardReader cards, CardProgress progress, long? after, int? wait, CancellationToken cancellationToken)
    {
        var freshness = await Freshness(progress, after, wait, cancellationToken);
        return await cards.FindAsync(id, cancellationToken) is { } card ? TypedResults.Ok(new PolicyDetails(freshness, card)) : TypedResults.NotFound();
    }

    /// <summary>How far the cards are, after a wait of so many milliseconds at most where somebody asks for a position.</summary>
    private static async Task<Freshness> Freshness(CardProgress progress, long? after, int? wait, CancellationToken cancellationToken) =>
        await progress.WaitAsync(after ?? 0, TimeSpan.FromMilliseconds(Math.Max(0, wait ?? 2_000)), cancellationToken);

    private static ProblemHttpResult Problem(int status, string title, Dictionary<string, object?> extensions) =>
        TypedResults.Problem(statusCode: status, title: title, extensions: extensions);
}
