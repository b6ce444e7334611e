namespace Insurance.Analytics.Figures;

/// <summary>A month, as its first day, and a place.</summary>
internal readonly record struct MonthlyKey(DateOnly Month, Place Place)
{
    /// <summary>The month of a day.</summary>
    public static MonthlyKey Of(DateOnly day, Place place) => new(FirstOf(day), place);

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
