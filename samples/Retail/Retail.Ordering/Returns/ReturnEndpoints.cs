using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Returns;

/// <summary>PUT and GET of a return.</summary>
internal static class ReturnEndpoints
{
    public static void MapReturns(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/returns/{number}", Put);
        routes.MapGet("/returns/{number}", Get);
    }

    private static async Task<IResult> Put(
        string number, ReturnRequest request, AcceptReturn acceptReturn, CancellationToken cancellationToken)
    {
        var errors = RequestErrors.Of(number, isReturn: true, request.Lines);
        if (errors.Count > 0)
            return Results.ValidationProblem(errors);

        var returned = await acceptReturn.Handle(number, request, cancellationToken);
        return returned.Status == ReturnStatus.Rejected
            ? Results.UnprocessableEntity(ReturnView.Of(returned))
            : Results.Accepted($"/returns/{number}", ReturnView.Of(returned));
    }

    private static async Task<IResult> Get(string number, AcceptReturn acceptReturn, CancellationToken cancellationToken) =>
        await acceptReturn.Find(number, cancellationToken) is { } returned
            ? Results.Ok(ReturnView.Of(returned))
            : Results.NotFound();
}
