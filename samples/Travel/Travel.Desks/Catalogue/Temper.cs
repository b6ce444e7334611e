namespace Travel.Desks.Catalogue;

/// <summary>How the company behind an offer behaves. Payment providers have test cards for the same purpose.</summary>
public enum Temper
{
    /// <summary>It does what it is asked to.</summary>
    Good,

    /// <summary>It refuses, and says so.</summary>
    Refuses,

    /// <summary>It does not answer, so that nobody knows what has become of the booking.</summary>
    Down,

    /// <summary>It books, and says so when the saga has given up waiting.</summary>
    Late,

    /// <summary>It books, and does not answer the first calls that want to cancel.</summary>
    CancelsLate,

    /// <summary>It does not answer the first calls that want to book.</summary>
    BooksLate,
}
