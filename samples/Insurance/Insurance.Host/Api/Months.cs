using Insurance.Analytics.Asking;

namespace Insurance.Host.Api;

/// <summary>Which months a question to the figures is about, each given by any of its days; all where nothing is said.</summary>
internal readonly record struct Months(DateOnly? From, DateOnly? Until)
{
    /// <summary>What is wrong with them; null where nothing is.</summary>
    public Dictionary<string, string[]>? Fault => From > Until ? new() { ["from"] = [$"'{From:O}' is after '{Until:O}'."] } : null;

    public Question As(AsOf asOf) => new(asOf.Moment, From, Until);
}
