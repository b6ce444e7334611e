namespace Orders.Ordering;

/// <summary>What somebody orders.</summary>
/// <param name="Item">The item; <c>NONE-LEFT</c> is refused.</param>
/// <param name="Quantity">How many, 1 or more.</param>
/// <param name="Amount">What it costs, in pounds.</param>
/// <param name="Card">The card that pays; <c>EMPTY</c> is refused.</param>
/// <param name="Member">Who earns the points; <c>GONE</c> is refused. A name that ends with <c>-AWAY</c>, here or above, does not answer.</param>
internal sealed record OrderRequest(string? Item, int Quantity, decimal Amount, string? Card, string? Member);
