using EdaKit.Outbox;
using EdaKit.Sagas.Parking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Orders.Ordering;

/// <summary>The API of orders.</summary>
internal static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/orders/{id:guid}", Put);
        routes.MapGet("/orders/{id:guid}", Get);
        routes.MapPost("/orders/{id:guid}/resume", Resume);
    }

    private static async Task<Results<Accepted, ValidationProblem>> Put(
        Guid id, OrderRequest request, TakeOrder take, CancellationToken cancellationToken)
    {
        if (request is not { Item: { Length: > 0 } item, Quantity: > 0, Amount: >= 0, Card: { Length: > 0 } card, Member: { Length: > 0 } member } || id == Guid.Empty)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["order"] = ["An order has an id, an item, a quantity above 0, an amount, a card and a member."],
            });

        await take.HandleAsync(new(id, item, request.Quantity, request.Amount, card, member), cancellationToken);
        return TypedResults.Accepted($"/orders/{id}");
    }

    private static async Task<Results<Ok<OrderView>, NotFound>> Get(Guid id, OrderingDb db, CancellationToken cancellationToken) =>
        await db.Orders.AsNoTracking().SingleOrDefaultAsync(order => order.Id == id, cancellationToken) is { } order
            ? TypedResults.Ok(OrderView.Of(order, await db.Sagas.AsNoTracking().SingleOrDefaultAsync(state => state.CorrelationId == id, cancellationToken)))
            : TypedResults.NotFound();

    private static async Task<Results<Accepted, NotFound, Conflict<string>, ValidationProblem>> Resume(
        Guid id, ResumeRequest request, OrderingDb db, IOutbox<OrderingDb> outbox, OrderSaga saga, CancellationToken cancellationToken)
    {
        if (request is not { By.Length: > 0, Reason.Length: > 0 })
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["by"] = ["Say who decides, and in 'reason' why."] });
        if (!await db.Orders.AnyAsync(order => order.Id == id, cancellationToken))
            return TypedResults.NotFound();
        if (!await db.Sagas.AnyAsync(state => state.CorrelationId == id && state.CurrentState == saga.Parked.Name, cancellationToken))
            return TypedResults.Conflict("The order is not parked: nobody has to decide anything.");

        await outbox.Publish(new ResumeSaga(id, saga.Flows[^1].Name, request.Action, request.By, request.Reason), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted($"/orders/{id}");
    }
}
