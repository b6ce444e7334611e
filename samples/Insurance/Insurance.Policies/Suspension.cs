namespace Insurance.Policies;

/// <summary>Days without cover, since a premium was not paid. <c>Until</c> is the first day with cover again, null as long as nobody pays.</summary>
public sealed record Suspension(DateOnly From, DateOnly? Until)
{
    public bool Contains(DateOnly day) => day >= From && (Until is null || day < Until);
}
