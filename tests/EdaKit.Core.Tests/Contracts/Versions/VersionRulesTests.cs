using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Core.Tests.Contracts.Versions;

public sealed class VersionRulesTests
{
    [Fact]
    public async Task Start_two_ways_from_one_version_to_another_is_EDA0111()
    {
        var fault = await OnlyFaultAsync(contracts => contracts
            .Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast).UpcastJson<InvoiceIssuedV2>(from: 1, json => json));

        AssertFault(fault, "EDA0111", "'1'", "'2'", "'tests.invoice-issued'", "'Upcast<InvoiceIssuedV1, InvoiceIssuedV2>'", "'UpcastJson<InvoiceIssuedV2>(from: 1)'", "Leave one");
    }

    [Fact]
    public async Task Start_version_from_which_nothing_leads_to_the_newest_is_EDA0112()
    {
        var fault = await OnlyFaultAsync(contracts => contracts.Add<InvoiceIssued>().Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast)
            .Upcast<InvoiceIssuedV1, InvoiceIssued>(v1 => Invoices.Upcast(Invoices.Upcast(v1))));

        AssertFault(fault, "EDA0112", "'2'", "'tests.invoice-issued'", "'3'", typeof(InvoiceIssued).ToString(), "Contracts.Upcast");
    }

    [Fact]
    public async Task Start_version_that_cannot_be_made_of_what_is_published_is_EDA0113()
    {
        var fault = await OnlyFaultAsync(contracts => contracts.Downcast<InvoiceIssued, InvoiceIssuedV2>(Invoices.Downcast).Emit<InvoiceIssued>(1));

        AssertFault(fault, "EDA0113", "'tests.invoice-issued v1'", "'tests.invoice-issued v3'", "Contracts.Downcast", "Emit<InvoiceIssued>(1)");
    }

    [Fact]
    public async Task Start_two_versions_on_one_endpoint_is_EDA0114()
    {
        var fault = Assert.Single((await TestBus.RefuseAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast);
            c.Registration = x =>
            {
                x.AddConsumer<Watch<InvoiceIssuedV2>>().Endpoint(e => e.Name = "invoices");
                x.AddConsumer<Watch<InvoiceIssued>>().Endpoint(e => e.Name = "invoices");
            };
        })).Faults);

        AssertFault(fault, "EDA0114", "'invoices'", "'2', '3'", "'tests.invoice-issued'", "Contracts.Upcast");
    }

    [Fact]
    public async Task Start_two_versions_on_two_endpoints_is_no_fault()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast);
            c.Registration = x =>
            {
                x.AddConsumer<Watch<InvoiceIssuedV2>>().Endpoint(e => e.Name = "old");
                x.AddConsumer<Watch<InvoiceIssued>>().Endpoint(e => e.Name = "new");
            };
        });
    }

    [Fact]
    public async Task Start_consumer_of_a_base_that_not_every_version_has_is_EDA0115()
    {
        var fault = Assert.Single((await TestBus.RefuseAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Add<ParcelSentV1>().Add<ParcelSent>();
            c.Registration = x => x.AddConsumer<Watch<IParcel>>().Endpoint(e => e.Name = "parcels");
        })).Faults);

        AssertFault(fault, "EDA0115", "'parcels'", $"'{typeof(IParcel)}'", "'tests.parcel-sent'", "version '1'", $"'{typeof(ParcelSentV1)}'");
    }

    [Fact]
    public async Task Start_reader_that_is_newer_than_the_version_is_EDA0116()
    {
        var fault = await OnlyFaultAsync(contracts => contracts.Add<ReadByTheFuture>());

        AssertFault(fault, "EDA0116", $"'{typeof(ReadByTheFuture)}'", "'3'", "'2'", "OldestReader");
    }

    [Fact]
    public async Task Start_several_versions_without_any_upcaster_is_no_fault()
    {
        await using var bus = await TestBus.StartAsync(c => c.EdaKit = eda => eda.Contracts.Add<InvoiceIssuedV1>().Add<InvoiceIssued>());
    }

    [Fact]
    public void Upcast_from_another_contract_says_what_both_need() =>
        AssertRefused<ArgumentException>(contracts => contracts.Upcast<OrderPlacedV1, InvoiceIssued>(_ => null!), "'tests.order-placed v1'", "'tests.invoice-issued v3'", "the same name");

    [Fact]
    public void Upcast_to_an_older_version_says_what_both_need() =>
        AssertRefused<ArgumentException>(contracts => contracts.Upcast<InvoiceIssued, InvoiceIssuedV2>(Invoices.Downcast), "the higher version");

    [Fact]
    public void Upcast_of_a_type_that_is_no_contract_names_the_attribute() =>
        AssertRefused<ArgumentException>(contracts => contracts.Upcast<NoContract, InvoiceIssued>(_ => null!), "'EdaKit.Core.Tests.Support.NoContract'", "[EventContract(name, version)]");

    [Theory, InlineData(0), InlineData(3), InlineData(4)]
    public void Reshape_from_a_version_that_is_not_older_names_those_that_are(int version) =>
        AssertRefused<ArgumentOutOfRangeException>(contracts => contracts.Reshape<InvoiceIssued>(version, _ => { }), "from 1 to 2");

    [Fact]
    public void Reshape_of_a_member_twice_names_it() =>
        AssertRefused<ArgumentException>(contracts => contracts.Reshape<InvoiceIssued>(1, i => i.Rename("amount", x => x.Total).Default(x => x.Total, 1m)), "'Total'", "twice");

    [Fact]
    public void Reshape_of_what_is_no_member_shows_how_to_write_it() =>
        AssertRefused<ArgumentException>(contracts => contracts.Reshape<InvoiceIssued>(1, i => i.Rename("amount", x => x.Number.Length)), "is no property");

    [Fact]
    public void Emit_of_two_versions_says_so() =>
        AssertRefused<ArgumentException>(contracts => contracts.Emit<InvoiceIssued>(1).Emit<InvoiceIssued>(2), "'1'", "'2'", "Call Emit once");

    private static void AssertRefused<TError>(Action<ContractsBuilder> configure, params string[] parts)
        where TError : Exception
    {
        var error = Assert.Throws<TError>(() => TestBus.Build(c => c.EdaKit = eda => configure(eda.Contracts)));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static async Task<ConfigurationFault> OnlyFaultAsync(Action<ContractsBuilder> configure) =>
        Assert.Single((await TestBus.RefuseAsync(c => c.EdaKit = eda => configure(eda.Contracts))).Faults);

    public interface IParcel;

    [EventContract("tests.parcel-sent", version: 1)]
    public sealed record ParcelSentV1(string Number);

    [EventContract("tests.parcel-sent", version: 2)]
    public sealed record ParcelSent(string Number) : IParcel;

    [EventContract("tests.read-by-the-future", version: 2, OldestReader = 3)]
    public sealed record ReadByTheFuture(string Number);

    private static void AssertFault(ConfigurationFault fault, string code, params string[] parts)
    {
        Assert.Equal(code, fault.Code);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }
}
