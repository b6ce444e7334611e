namespace Retail.Before.Books;

/// <summary>The body of PUT /entries/{number}. Without a customer the order is a guest's.</summary>
internal sealed record EntryRequest(string? CustomerId, decimal Amount);
