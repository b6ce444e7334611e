using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Retail.Scoring;

/// <summary>GET of an order's score.</summary>
internal static class ScoreEndpoints
{
    public static void MapScores(this IEndpointRouteBuilder routes) => routes.MapGet("/orders/{number}/score", Get)
        .WithName("GetScore")
        .WithSummary("How likely the order was to come back, as the model saw it when the order was placed.")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ScoreView>, NotFound>> Get(
        string number, ScoringDb db, CancellationToken cancellationToken) =>
        await db.Scores.AsNoTracking().SingleOrDefaultAsync(score => score.OrderNumber == number, cancellationToken) is { } score
            ? TypedResults.Ok(ScoreView.Of(score))
            : TypedResults.NotFound();
}
