using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Retail.Loyalty;

/// <summary>GET of a customer's points.</summary>
internal static class PointsEndpoints
{
    public static void MapPoints(this IEndpointRouteBuilder routes) => routes.MapGet("/customers/{customerId}/points", Get)
        .WithName("GetPoints")
        .WithSummary("The loyalty points of a customer: the balance, and what it is made of.")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<PointsView>, NotFound>> Get(
        string customerId, LoyaltyDb db, CancellationToken cancellationToken)
    {
        var entries = await db.PointsEntries.AsNoTracking()
            .Where(entry => entry.CustomerId == customerId)
            .OrderBy(entry => entry.BookedAt).ThenBy(entry => entry.OrderNumber)
            .ToListAsync(cancellationToken);

        // Who has never earned a point is unknown here: customers are ordering's business.
        return entries.Count > 0 ? TypedResults.Ok(PointsView.Of(customerId, entries)) : TypedResults.NotFound();
    }
}
