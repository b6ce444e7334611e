using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>Contracts that say which row has changed are warned of, and those that say what has happened are not.</summary>
public sealed class When_contracts_are_rows
{
    [Theory]
    [InlineData("[EventContract(\"crm.address-changed\", 1)] public sealed record A([property: BusinessKey] string Id, string Street, DateTime At);", "EDA2001 /street")]
    [InlineData("[EventContract(\"crm.address-updated\", 1)] public sealed record A(string Street);", "EDA2001 /street")]
    [InlineData("[EventContract(\"crm.customer-moved\", 1)] public sealed record A([property: BusinessKey] string Id, string Street, DateTime At);", "")]
    [InlineData("[EventContract(\"crm.price-changed\", 1)] public sealed record A([property: BusinessKey] string Id, decimal From, decimal To);", "")]
    [InlineData("[EventContract(\"crm.price-changed\", 1)] public sealed record A(string Id); [EventContract(\"crm.price-changed\", 2)] public sealed record B(string Id, int From, int To);", "")]
    [InlineData("[EventContract(\"crm.a-created\", 1)] public sealed record A(int X, int Y); [EventContract(\"crm.a-updated\", 1)] public sealed record B(int X, int Y); [EventContract(\"crm.a-deleted\", 1)] public sealed record C(int X, int Y);", "EDA2002 ")]
    [InlineData("[EventContract(\"crm.a-created\", 1)] public sealed record A(int X, int Y); [EventContract(\"crm.b-updated\", 1)] public sealed record B(int X, int Y); [EventContract(\"crm.a-deleted\", 1)] public sealed record C(int X, int Y);", "")]
    [InlineData("[EventContract(\"crm.ordered\", 1)] public sealed record A([property: BusinessKey] string Id, string? A1, int? A2, decimal? A3, string A4);", "EDA2003 ")]
    [InlineData("[EventContract(\"crm.ordered\", 1)] public sealed record A([property: BusinessKey] string Id, string? A1, int? A2, decimal A3, string A4);", "")]
    [InlineData("[EventContract(\"crm.ordered\", 1)] public sealed record A(string? A1, int? A2, decimal? A3);", "")]
    public void Each_rule_finds_what_it_is_for(string source, string expected)
    {
        using var project = new ContractProject();
        project.Record(Usings + source);

        Assert.Equal(expected, string.Join(' ', project.Check(Usings + source).Where(finding => finding.RuleId.StartsWith("EDA2", StringComparison.Ordinal)).Select(finding => $"{finding.RuleId} {finding.Path}")));
    }

    [Theory]
    [InlineData(12, 0)]
    [InlineData(13, 1)]
    public void A_crowd_of_contracts_of_one_key_is_named_once(int contracts, int warnings)
    {
        var source = Usings + string.Concat(Enumerable.Range(1, contracts).Select(number => $"[EventContract(\"crm.event{number}\", 1)] public sealed record E{number}([property: BusinessKey] string CustomerId, int X, int Y);\n"));
        using var project = new ContractProject();
        project.Record(source);

        var found = project.Check(source);

        Assert.Equal(warnings, found.Count);
        Assert.All(found, finding => Assert.Equal(("EDA2004", false), (finding.RuleId, finding.IsError)));
    }

    private const string Usings = "using System; using EdaKit.Contracts; namespace Crm;\n";
}
