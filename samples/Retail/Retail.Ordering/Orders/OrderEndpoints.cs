using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Orders;

/// <summary>PUT and GET of an order.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/orders/{number}", Put);
        routes.MapGet("/orders/{number}", Get);
    }

    private static async Task<IResult> Put(
        string number, OrderRequest request, PlaceOrder placeOrder, CancellationToken cancellationToken)
    {
        var errors = RequestErrors.Of(number, isReturn: false, request.Lines);
        if (errors.Count > 0)
            return Results.ValidationProblem(errors);

        var order = await placeOrder.Handle(number, request, cancellationToken);

        // 202, not 201: the order is stored, and everything that follows from it is still under way.
        return order.Status == OrderStatus.Rejected
            ? Results.UnprocessableEntity(OrderView.Of(order))
            : Results.Accepted($"/orders/{number}", OrderView.Of(order));
    }

    private static async Task<IResult> Get(string number, PlaceOrder placeOrder, CancellationToken cancellationToken) =>
        await placeOrder.Find(number, cancellationToken) is { } order
            ? Results.Ok(OrderView.Of(order))
            : Results.NotFound();
}
