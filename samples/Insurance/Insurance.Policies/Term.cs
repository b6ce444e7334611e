namespace Insurance.Policies;

/// <summary>A year of insurance. <c>Until</c> is the first day that no longer belongs to it.</summary>
public sealed record Term(DateOnly From, DateOnly Until)
{
    public bool Contains(DateOnly day) => day >= From && day < Until;
}
