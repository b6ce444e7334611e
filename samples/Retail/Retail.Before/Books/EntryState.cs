namespace Retail.Before.Books;

/// <summary>What a book says of an order. An undone entry stays undone: see <see cref="Book"/>.</summary>
internal enum EntryState
{
    /// <summary>The service has done its part.</summary>
    Done = 1,

    /// <summary>It was taken back, or must not be done any more.</summary>
    Undone = 2,
}
