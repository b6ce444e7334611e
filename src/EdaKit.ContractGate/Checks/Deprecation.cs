using System.Globalization;
using System.Reflection;
using EdaKit.Contracts;

namespace EdaKit.ContractGate.Checks;

/// <summary>When a version is given up.</summary>
/// <param name="Since">From when nobody is to build upon it.</param>
/// <param name="Until">The last day on which it is published; null where that is not decided.</param>
/// <param name="Instead">What to use instead.</param>
internal sealed record Deprecation(DateOnly Since, DateOnly? Until, string? Instead)
{
    /// <summary>Reads the attribute of a type.</summary>
    /// <returns>What it says; null where there is none, or one that cannot be read.</returns>
    public static Deprecation? Of(Type type) =>
        type.GetCustomAttribute<DeprecatedAttribute>() is { } attribute && TryRead(attribute, out var deprecation) ? deprecation : null;

    /// <summary>Whether the attribute of a type, if there is one, can be read.</summary>
    public static bool CanBeRead(Type type) => type.GetCustomAttribute<DeprecatedAttribute>() is not { } attribute || TryRead(attribute, out _);

    private static bool TryRead(DeprecatedAttribute attribute, out Deprecation? deprecation)
    {
        var until = attribute.Until is null ? null : DayOf(attribute.Until);
        deprecation = DayOf(attribute.Since) is { } since && (attribute.Until is null || until >= since) ? new(since, until, attribute.Instead) : null;
        return deprecation is not null;
    }

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
