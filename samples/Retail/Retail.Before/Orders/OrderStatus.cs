namespace Retail.Before.Orders;

/// <summary>What became of an order. The numbers are stored: add new ones, never change old ones.</summary>
internal enum OrderStatus
{
    /// <summary>Stored, and the services are being called.</summary>
    Processing = 1,

    /// <summary>All services have done their part.</summary>
    Done = 2,

    /// <summary>A service could not, and what the others did is undone.</summary>
    Cancelled = 3,

    /// <summary>A service could not, and not everything that the others did could be undone.</summary>
    HalfDone = 4,
}
