using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Retail.Before.Orders;

/// <summary>PUT and GET of an order.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/orders/{number}", Put);
        routes.MapGet("/orders/{number}", Get);
    }

    private static async Task<IResult> Put(string number, OrderRequest request, PlaceOrder placeOrder)
    {
        var errors = RequestErrors.Of(number, request.Lines);
        if (errors.Count > 0)
            return Results.ValidationProblem(errors);

        // A customer who hangs up must not stop the chain half way, so his request's cancellation is not passed on.
        var order = await placeOrder.Handle(number, request, CancellationToken.None);
        var view = OrderView.Of(order);
        var address = $"/orders/{Uri.EscapeDataString(number)}";
        return order.Status switch
        {
            OrderStatus.Done => Results.Created(address, view),
            OrderStatus.Processing => Results.Accepted(address, view),
            _ => Results.Json(view, statusCode: StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static async Task<IResult> Get(string number, PlaceOrder placeOrder, CancellationToken cancellationToken) =>
        await placeOrder.Find(number, cancellationToken) is { } order
            ? Results.Ok(OrderView.Of(order))
            : Results.NotFound();
}
