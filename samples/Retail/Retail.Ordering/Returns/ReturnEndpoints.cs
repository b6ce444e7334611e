using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Returns;

/// <summary>PUT and GET of a return.</summary>
internal static class ReturnEndpoints
{
    public static void MapReturns(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/returns/{number}", Put)
            .WithName("AcceptReturn")
            .WithSummary("Takes goods back. Sending the same number again changes nothing and answers with what is there.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/returns/{number}", Get)
            .WithName("GetReturn")
            .WithSummary("A return, what its lines are matched to, and how far it has come.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Accepted<ReturnView>, ValidationProblem, UnprocessableEntity<ReturnView>>> Put(
        string number, ReturnRequest request, AcceptReturn acceptReturn, CancellationToken cancellationToken)
    {
        request = request with { CustomerId = Customers.Named(request.CustomerId) };
        var errors = RequestErrors.Of(number, isReturn: true, request.Lines, ("customerId", request.CustomerId));
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);

        var returned = await acceptReturn.Handle(number, request, cancellationToken);
        return returned.Status == ReturnStatus.Rejected
            ? TypedResults.UnprocessableEntity(ReturnView.Of(returned))
            : TypedResults.Accepted($"/returns/{Uri.EscapeDataString(number)}", ReturnView.Of(returned));
    }

    private static async Task<Results<Ok<ReturnView>, NotFound>> Get(
        string number, AcceptReturn acceptReturn, CancellationToken cancellationToken) =>
        await acceptReturn.Find(number, cancellationToken) is { } returned
            ? TypedResults.Ok(ReturnView.Of(returned))
            : TypedResults.NotFound();
}
