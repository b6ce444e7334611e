using System.Text.Json;
using System.Text.Json.Serialization;
using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>An event store writes JSON with options of its own: numbers for decimals, and names for enums.</summary>
public sealed class When_contracts_are_stored : IDisposable
{
    private const string V1 = "[EventContract(\"shop.stored.paid\", 1)] public sealed record Paid(string Number, decimal Amount, Means By);";

    private readonly ContractProject _project = new();
    private readonly GateOptions _stored = new()
    {
        Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() } },
    };

    [Fact]
    public void Should_be_recorded_as_the_store_writes_them()
    {
        Assert.Equal(["v1.json"], _project.CheckOf(Source(V1), _stored).Update().Select(Path.GetFileName));

        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(_project.Recorded, "shop.stored.paid", "v1.json")));
        var members = written.RootElement.GetProperty("writes").GetProperty("properties");
        Assert.Equal("number", members.GetProperty("amount").GetProperty("type").GetString());
        Assert.Equal(["Card", "Cash"], members.GetProperty("by").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));

        Assert.Empty(_project.Check(Source(V1), _stored));
        Assert.NotEmpty(_project.Check(Source(V1)));
    }

    [Theory]
    [InlineData("Should be seen where a member is called otherwise", "[EventContract(\"shop.stored.paid\", 1)] public sealed record Paid(string Number, decimal Sum, Means By);")]
    [InlineData("Should be seen where a name of an enum is another", "[EventContract(\"shop.stored.paid\", 1)] public sealed record Paid(string Number, decimal Amount, Ways By);")]
    [InlineData("Should be seen where a newer version has no way", "[EventContract(\"shop.stored.paid\", 2)] public sealed record Paid(string Number, decimal Sum, Means By);")]
    public void Should_not_be_recorded_where_they_would_break_what_is_stored(string change, string source)
    {
        _project.CheckOf(Source(V1), _stored).Update();
        var recorded = Files();

        Assert.True(_project.Check(Source(source), _stored).Any(finding => finding.IsError), change);
        Assert.Throws<ContractBreakException>(() => _project.CheckOf(Source(source), _stored).Update());
        Assert.Equal(recorded, Files());
    }

    [Fact]
    public void Should_name_the_call_that_records_them()
    {
        Directory.CreateDirectory(_project.Recorded);

        Assert.Contains("ContractCheck.Update()", Assert.Single(_project.Check(Source(V1), _stored)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_try_samples_of_old_versions_with_the_options_of_the_store()
    {
        const string V2 = "[EventContract(\"shop.stored.paid\", 2)] public sealed record Paid(string Number, decimal Amount, Means By, string Currency);";
        _project.CheckOf(Source(V1), _stored).Update();

        _project.CheckOf(Source(V2, ".Reshape<Paid>(1, paid => paid.Default(p => p.Currency, \"EUR\"))"), _stored).Update();

        Assert.Empty(_project.Check(Source(V2, ".Reshape<Paid>(1, paid => paid.Default(p => p.Currency, \"EUR\"))"), _stored));
        Assert.Contains(GateRules.WayFails, _project.Check(Source(V2, ".UpcastJson<Paid>(1, paid => paid)"), _stored).Select(finding => finding.RuleId));
    }

    public void Dispose() => _project.Dispose();

    private List<string> Files() => [.. Directory.GetFiles(_project.Recorded, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file}: {File.ReadAllText(file)}")];

    private static string Source(string contract, string ways = "") => $$"""
        using EdaKit.Contracts;

        namespace Shop;

        public enum Means { Card, Cash }

        public enum Ways { Card, Coins }

        {{contract}}

        public sealed class Versions : IContractVersions
        {
            public void Register(ContractsBuilder contracts) => contracts{{(ways.Length == 0 ? ".GetHashCode()" : ways)}};
        }
        """;
}
