namespace Insurance.Analytics.Asking;

/// <summary>Losses by one peril in one region.</summary>
/// <param name="Peril">What caused them.</param>
/// <param name="Region">Where the vehicles were kept.</param>
/// <param name="Claims">How many.</param>
/// <param name="Open">How many are not settled.</param>
/// <param name="Incurred">What they are thought to cost in all, in euros.</param>
/// <param name="Paid">What is paid of it.</param>
public sealed record ClaimsOfPeril(string Peril, string Region, long Claims, long Open, decimal Incurred, decimal Paid)
{
    /// <summary>What is still to pay.</summary>
    public decimal Outstanding => Incurred - Paid;
}
