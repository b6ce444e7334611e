namespace EdaKit.Tracing.Explaining;

/// <summary>Finds the contract that somebody means.</summary>
internal static class ContractNames
{
    /// <summary>The contract of that name, or the first whose last part is written so, but not its fault; what was asked for, where there is none.</summary>
    public static string Resolve(string asked, IEnumerable<string> known)
    {
        var name = asked.Split(":v")[0];
        var names = known.Distinct().Order(StringComparer.Ordinal).ToList();

        return names.Find(one => one == name)
            ?? names.Find(one => one.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? names.Find(one => !one.Contains(' ', StringComparison.Ordinal) && ShortOf(one) == ShortOf(name))
            ?? name;
    }

    private static string ShortOf(string name) => Words.Plain(name.Split('.')[^1]);
}
