namespace Retail.Host.Audit;

/// <summary>What comparing a ledger of the files with the same ledger of the services has shown.</summary>
internal sealed record LedgerCheck(Ledger Expected, Ledger Found, IReadOnlyList<string> Differences)
{
    public bool IsOff => Differences.Count > 0;

    /// <summary>Compares entry by entry: equal sums are not enough, for a lost order and a doubled one may cancel out.</summary>
    public static LedgerCheck Of(Ledger expected, Ledger found)
    {
        var expectedByKey = expected.Entries.ToLookup(entry => (entry.OrderNumber, entry.LineNumber));
        var foundByKey = found.Entries.ToLookup(entry => (entry.OrderNumber, entry.LineNumber));

        var differences =
            from key in expectedByKey.Select(same => same.Key).Union(foundByKey.Select(same => same.Key))
            let difference = Compare([.. expectedByKey[key]], [.. foundByKey[key]], expected.Show)
            where difference is not null
            select $"{expected.Name}: {difference}";

        return new LedgerCheck(expected, found, [.. differences]);
    }

    private static string? Compare(LedgerEntry[] expected, LedgerEntry[] found, Func<LedgerEntry, string> show) => (expected, found) switch
    {
        ([var one], []) => $"{show(one)} is missing",
        ([], [var one, ..]) => $"{show(one)} should not be there",
        ([var one], [_, _, ..]) => $"{show(one)} is there {found.Length} times",
        ([var one], [var other]) when one != other => $"{show(one)} was expected and {show(other)} was found",
        ([_], [_]) => null,
        _ => $"{show(expected[0])} is expected {expected.Length} times: the ledger's key is not unique",
    };
}
