using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Orders;

/// <summary>PUT and GET of an order.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/orders/{number}", Put)
            .WithName("PlaceOrder")
            .WithSummary("Places an order. Sending the same number again changes nothing and answers with what is there.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/orders/{number}", Get)
            .WithName("GetOrder")
            .WithSummary("An order, and how far it has come.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Accepted<OrderView>, ValidationProblem, UnprocessableEntity<OrderView>>> Put(
        string number, OrderRequest request, PlaceOrder placeOrder, CancellationToken cancellationToken)
    {
        request = request with { CustomerId = Customers.Named(request.CustomerId) };
        var errors = RequestErrors.Of(
            number, isReturn: false, request.Lines, ("customerId", request.CustomerId), ("country", request.Country));
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);

        var order = await placeOrder.Handle(number, request, cancellationToken);

        // 202, not 201: the order is stored, and everything that follows from it is still under way.
        return order.Status == OrderStatus.Rejected
            ? TypedResults.UnprocessableEntity(OrderView.Of(order))
            : TypedResults.Accepted($"/orders/{Uri.EscapeDataString(number)}", OrderView.Of(order));
    }

    private static async Task<Results<Ok<OrderView>, NotFound>> Get(
        string number, PlaceOrder placeOrder, CancellationToken cancellationToken) =>
        await placeOrder.Find(number, cancellationToken) is { } order
            ? TypedResults.Ok(OrderView.Of(order))
            : TypedResults.NotFound();
}
