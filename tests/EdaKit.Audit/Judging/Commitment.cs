namespace EdaKit.Audit.Judging;

/// <summary>A business row that is committed, and so a promise that its message goes out.</summary>
/// <param name="Id">The row's id and the message's.</param>
/// <param name="Lane">Its lane; null: in none.</param>
/// <param name="CommittedAt">When PostgreSQL committed it, in microseconds, by its own record of commits.</param>
/// <param name="Ordinal">Its place in its transaction.</param>
/// <param name="SaidBy">Who wrote it.</param>
public sealed record Commitment(Guid Id, string? Lane, long CommittedAt, int Ordinal, string SaidBy);
