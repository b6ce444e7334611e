using System.Text.Json;
using EdaKit.Contracts;
using EdaKit.Startup;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Core.Tests.Contracts;

public sealed class StoredContractsTests
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly JsonSerializerOptions Pascal = new();
    private static readonly StoredContracts Contracts = StoredContracts.Of(Register);

    [Theory]
    [InlineData(1, """{"deposit":"A-1","euros":7}""")]
    [InlineData(2, """{"account":"A-1","euros":7}""")]
    [InlineData(3, """{"account":"A-1","amount":7,"currency":"EUR"}""")]
    public void ReaderOf_any_version_reads_it_as_the_newest(int version, string json)
    {
        var read = Contracts.ReaderOf(typeof(DepositMade), version);

        Assert.Equal(new DepositMade("A-1", 7, "EUR"), read(JsonElement.Parse(json), Camel));
    }

    [Fact]
    public void ReaderOf_reads_with_the_options_of_each_call()
    {
        var read = Contracts.ReaderOf(typeof(DepositMade), 2);

        Assert.Equal(new DepositMade("A-1", 7, "EUR"), read(JsonElement.Parse("""{"account":"A-1","euros":7}"""), Camel));
        Assert.Equal(new DepositMade("B-2", 8, "EUR"), read(JsonElement.Parse("""{"Account":"B-2","euros":8}"""), Pascal));
    }

    [Fact]
    public void OlderVersionsOf_names_those_from_which_a_way_leads() => Assert.Equal([1, 2], Contracts.OlderVersionsOf(typeof(DepositMade)));

    [Fact]
    public void ReaderOf_a_version_from_which_nothing_leads_says_so()
    {
        var error = Assert.Throws<ArgumentException>(() => Contracts.ReaderOf(typeof(DepositMade), 4));

        Assert.Contains("version '4' of contract 'tests.deposit-made'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReaderOf_a_type_that_is_no_contract_says_so() => Assert.Throws<ArgumentException>(() => Contracts.ReaderOf(typeof(string), 1));

    [Fact]
    public void ReaderOf_refuses_JSON_that_is_no_message() =>
        Assert.Throws<JsonException>(() => Contracts.ReaderOf(typeof(DepositMade), 3)(JsonElement.Parse("null"), Camel));

    [Fact]
    public void Of_reports_what_a_bus_would_report()
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => StoredContracts.Of(contracts => contracts.Add<DepositMade>().Add<DepositMadeV2>()
            .UpcastJson<DepositMade>(from: 1, json => json)));

        Assert.Contains(error.Faults, fault => fault.Code == "EDA0112");
    }

    [Fact]
    public void Container_of_a_process_has_one()
    {
        var services = new ServiceCollection();
        services.AddMassTransit(x => x.AddEdaKit(eda => Register(eda.Contracts)));
        using var provider = services.BuildServiceProvider();

        Assert.Equal([1, 2], provider.GetRequiredService<StoredContracts>().OlderVersionsOf(typeof(DepositMade)));
    }

    private static void Register(ContractsBuilder contracts) => contracts
        .Reshape<DepositMade>(from: 2, made => made.Rename("euros", m => m.Amount).Default(m => m.Currency, "EUR"))
        .UpcastJson<DepositMadeV2>(from: 1, json =>
        {
            json["account"] = json["deposit"]!.DeepClone();
            return json;
        });

    [EventContract("tests.deposit-made", version: 3)]
    public sealed record DepositMade(string Account, decimal Amount, string Currency);

    [EventContract("tests.deposit-made", version: 2)]
    public sealed record DepositMadeV2(string Account, decimal Euros);
}
