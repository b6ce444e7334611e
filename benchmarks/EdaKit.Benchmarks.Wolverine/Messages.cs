using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Wolverine;

/// <summary>The same content as every subject's. Public, because Wolverine compiles code that uses it.</summary>
public sealed record OrderPlaced(Guid OrderId, string Customer, decimal Total, string Note)
{
    internal static OrderPlaced Of(Guid orderId) => new(orderId, Orders.Customer, Orders.Total, Orders.Note);
}

/// <summary>What the consume workloads' handlers publish.</summary>
public sealed record OrderNoted(Guid OrderId);

/// <summary>The business row: a Marten document, in the table mt_doc_order.</summary>
public sealed class Order
{
    /// <summary>The order's id.</summary>
    public Guid Id { get; set; }

    /// <summary>Who ordered.</summary>
    public string Customer { get; set; } = "";
}
