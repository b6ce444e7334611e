namespace Insurance.Analytics.Asking;

/// <summary>Figures, and what they stand for.</summary>
/// <param name="Position">All events up to this one were read when it was asked.</param>
/// <param name="Until">The last month that is in it.</param>
/// <param name="Rows">The figures.</param>
public sealed record Answer<TRow>(long Position, DateOnly Until, IReadOnlyList<TRow> Rows);
