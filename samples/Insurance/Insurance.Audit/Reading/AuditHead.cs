namespace Insurance.Audit.Reading;

/// <summary>The end of a trail.</summary>
/// <param name="Number">How many entries it has.</param>
/// <param name="Position">Up to which position.</param>
/// <param name="Seal">The last seal. Who has noted it finds later whether anything before was changed.</param>
public sealed record AuditHead(long Number, long Position, string Seal);
