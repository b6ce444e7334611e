using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>Wrong input ends in one message that names it and says what to do.</summary>
public sealed class When_the_gate_cannot_look : IDisposable
{
    private const string Usings = "using System; using EdaKit.Contracts; namespace Shop;\n";
    private const string OrderPlaced = Usings + "[EventContract(\"shop.order-placed\", 1)] public sealed record OrderPlaced(string Number);";

    private readonly ContractProject _project = new();

    [Theory]
    [InlineData("public sealed record Nothing(string Number);", "has no contracts")]
    [InlineData("[EventContract(\"Order Placed\", 1)] public sealed record OrderPlaced(string Number);", "EDA0101")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(string Number); [EventContract(\"a\", 1)] public sealed record B(string Number);", "EDA0103")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(Action Do);", "cannot be written as JSON")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(string N); public sealed class V : IContractVersions { public V() => throw new InvalidOperationException(\"no disk\"); public void Register(ContractsBuilder c) { } }", "no disk")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(string N); public sealed class V : IContractVersions { public void Register(ContractsBuilder c) => c.Upcast<A, A>(a => a); }", "A way between versions")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(string N); public sealed class V : IContractVersions { public void Register(ContractsBuilder c) => throw new InvalidOperationException(\"no disk\"); }", "InvalidOperationException: no disk Mend Register")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(string N); public sealed class J : IContractSerialization { public void Configure(System.Text.Json.JsonSerializerOptions o) => throw new NotSupportedException(\"no disk\"); }", "NotSupportedException: no disk", "J")]
    [InlineData("[EventContract(\"a\", 1)] public sealed record A(string N); public sealed class J : IContractSerialization { public J() => throw new NotSupportedException(\"no disk\"); public void Configure(System.Text.Json.JsonSerializerOptions o) { } }", "NotSupportedException: no disk", "J")]
    public void At_contracts_with_which_no_process_would_start(string source, string reason, string? serialization = null)
    {
        var named = serialization is null ? Usings : Usings.Replace("namespace", $"[assembly: ContractSerialization(typeof(Shop.{serialization}))] namespace", StringComparison.Ordinal);

        var error = Assert.Throws<ContractGateException>(() => _project.Check(named + source));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is no JSON")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("null", "is no JSON object")]
    [InlineData("{}", "'contract' is missing")]
    [InlineData("{ \"contract\": \"shop.order-placed\", \"contract\": \"shop.order-placed\", \"version\": 1 }", "is no JSON")]
    [InlineData("{ \"contract\": \"shop.order-placed\", \"version\": \"one\" }", "'version' is missing, or of another type")]
    [InlineData("{ \"contract\": \"shop.order-placed\", \"version\": 1, \"oldestReader\": 1, \"writes\": 7, \"reads\": {} }", "'writes' is no schema")]
    [InlineData("{ \"contract\": \"shop.order-placed\", \"version\": 2, \"oldestReader\": 1, \"writes\": {}, \"reads\": {} }", "says 'shop.order-placed v2'")]
    [InlineData("{ \"contract\": \"shop.order-placed\", \"version\": 1, \"oldestReader\": 1, \"writes\": { \"type\": 7 }, \"reads\": {} }", "'type'")]
    public void At_a_record_that_is_none(string record, string reason)
    {
        _project.Record(OrderPlaced);
        var file = Path.Combine(_project.Recorded, "shop.order-placed", "v1.json");
        File.WriteAllText(file, record);

        var error = Assert.Throws<ContractGateException>(() => _project.Check(OrderPlaced));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("edakit contracts update", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_a_record_that_somebody_holds()
    {
        _project.Record(OrderPlaced);
        var file = Path.Combine(_project.Recorded, "shop.order-placed", "v1.json");
        using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains(file, Assert.Throws<ContractGateException>(() => _project.Check(OrderPlaced)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_a_folder_that_is_not_there()
    {
        var error = Assert.Throws<ContractGateException>(() => ContractCheck.Of<When_the_gate_cannot_look>("no/such/folder"));

        Assert.Contains("no contracts", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _project.Dispose();
}
