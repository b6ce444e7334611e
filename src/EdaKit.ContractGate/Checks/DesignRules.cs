using System.Text.Json.Nodes;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Sources;

namespace EdaKit.ContractGate.Checks;

/// <summary>
/// Warns of contracts that say which row has changed and not what has happened: their number grows with the tables, and every consumer has to find out by
/// itself what they mean. Only the newest version of a contract is looked at.
/// </summary>
internal sealed class DesignRules(IReadOnlyList<CheckedVersion> newest, SourceLocator sources)
{
    /// <summary>With fewer members, half of them says little.</summary>
    private const int FewMembers = 4;

    /// <summary>A life that has more events than this is rarely one life.</summary>
    private const int MostContractsOfOneKey = 12;

    private static readonly string[] RowChanges = ["created", "updated", "deleted"];
    private static readonly string[] Times = ["date-time", "date", "time"];

    public IEnumerable<GateFinding> Check() => [.. Single(), .. Triads(), .. MostlyNullable(), .. Crowds()];

    /// <summary>An event for each property.</summary>
    private IEnumerable<GateFinding> Single() =>
        from version in newest
        where WordOf(version) is "updated" or "changed"
        let members = BusinessMembers(version).ToList()
        where members.Count == 1
        select Warn(GateRules.OneProperty, version, members[0].Path, $"'{version.Contract.Name}' says that '{members[0].Path[1..]}' has changed, and nothing "
            + "else. An event for each property "
            + "becomes many events for one decision. Say what happened in the business, with all that belongs to it.");

    /// <summary>Events that are the statements of a table.</summary>
    private IEnumerable<GateFinding> Triads() =>
        from version in newest
        where RowChanges.Contains(WordOf(version))
        group version by version.Contract.Name[..^WordOf(version).Length] into rows
        where rows.Count() == RowChanges.Length
        from version in rows
        where WordOf(version) == "updated"
        select Warn(GateRules.RowChanges, version, "", $"'{rows.Key}{string.Join($"', '{rows.Key}", RowChanges)}' are what happens to a row. Consumers have "
            + "to compare rows to find out what was meant. "
            + "Name what happens in the business, such as 'placed', 'paid' and 'cancelled'.");

    /// <summary>One contract for many events.</summary>
    private IEnumerable<GateFinding> MostlyNullable() =>
        from version in newest
        let members = BusinessMembers(version).ToList()
        let nullable = members.Count(member => member.Schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null"))
        where members.Count >= FewMembers && nullable * 2 > members.Count
        select Warn(GateRules.MostlyNullable, version, "", $"'{nullable}' of '{members.Count}' members of '{version.Contract.Name}' can be null, so that "
            + "nobody can tell from the contract what a message says. "
            + "Make a contract for each case, with what is always there in it.");

    /// <summary>Too many events of one thing.</summary>
    private IEnumerable<GateFinding> Crowds() =>
        from version in newest
        where version.Contract.BusinessKeyName is not null
        group version by version.Contract.BusinessKeyName into crowd
        where crowd.Count() > MostContractsOfOneKey
        select Warn(GateRules.ManyContracts, crowd.First(), "", $"'{crowd.Count()}' contracts have the business key '{crowd.Key}', more than '{MostContractsOfOneKey}': "
            + $"'{string.Join("', '", crowd.Select(version => version.Contract.Name))}'. Join those that always come together, or give what is a thing of its "
            + "own its own key.");

    private static string WordOf(CheckedVersion version) => version.Contract.Name.Split('.', '-')[^1];

    /// <summary>What an event says beside whom it is about and when.</summary>
    private static IEnumerable<SchemaMember> BusinessMembers(CheckedVersion version) =>
        from member in SchemaMember.Of(version.Schemas.Writes)
        where member.Path.LastIndexOf('/') == 0
            && !string.Equals(member.Path[1..], version.Contract.BusinessKeyName, StringComparison.OrdinalIgnoreCase)
            && !Times.Contains(member.Schema["format"]?.GetValue<string>())
        select member;

    private GateFinding Warn(string rule, CheckedVersion version, string path, string message) =>
        new(rule, false, version.Contract.Name, version.Contract.Version, path, message, sources.Find(version.Contract.MessageType, path));
}
