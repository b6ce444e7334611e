using System.Text.Json;
using Insurance.Policies.Values;

namespace Insurance.Analytics.Keeping;

/// <summary>Names as the API has them, such as <c>third-party</c>.</summary>
internal static class Names
{
    private static readonly string[] Covers = All<CoverKind>();
    private static readonly string[] Perils = All<Peril>();

    public static string Of(CoverKind cover) => Covers[(int)cover];

    public static string Of(Peril peril) => Perils[(int)peril];

    private static string[] All<TEnum>() where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
}
