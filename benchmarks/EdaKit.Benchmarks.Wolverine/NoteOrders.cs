using Marten;

namespace EdaKit.Benchmarks.Wolverine;

/// <summary>The consume workload. Document, inbox entry and outgoing message are one transaction, which Wolverine commits.</summary>
public static class NoteOrders
{
    /// <summary>Handles one message.</summary>
    public static OrderNoted Handle(OrderPlaced order, IDocumentSession session)
    {
        session.Insert(new Order { Id = order.OrderId, Customer = order.Customer });
        return new OrderNoted(order.OrderId);
    }
}

/// <summary>The batch consume workload.</summary>
public static class NoteOrderBatches
{
    /// <summary>Handles what has arrived meanwhile.</summary>
    public static IEnumerable<object> Handle(OrderPlaced[] orders, IDocumentSession session)
    {
        session.Insert(orders.Select(order => new Order { Id = order.OrderId, Customer = order.Customer }).ToArray());
        return orders.Select(order => new OrderNoted(order.OrderId)).ToArray();
    }
}
