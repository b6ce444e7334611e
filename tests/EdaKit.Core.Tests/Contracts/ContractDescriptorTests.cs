using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;

namespace EdaKit.Core.Tests.Contracts;

public sealed class ContractDescriptorTests
{
    [Fact]
    public void Of_contract_tells_name_version_urn_and_key()
    {
        var contract = ContractDescriptor.Of(typeof(OrderPlaced))!;

        Assert.Equal("tests.order-placed", contract.Name);
        Assert.Equal(2, contract.Version);
        Assert.Equal("urn:message:tests.order-placed:v2", contract.Urn.ToString());
        Assert.Equal("OrderNumber", contract.BusinessKeyName);
        Assert.Equal("tests.order-placed v2", contract.ToString());
        Assert.Equal("17", contract.ReadBusinessKey(new OrderPlaced("17")));
    }

    [Fact]
    public void Of_contract_has_the_urn_that_MassTransit_writes_on_the_wire() =>
        Assert.Equal(MessageUrn.ForType<OrderPlaced>(), ContractDescriptor.Of(typeof(OrderPlaced))!.Urn);

    [Fact]
    public void Of_type_derived_from_a_contract_is_no_contract()
    {
        Assert.Null(ContractDescriptor.Of(typeof(DerivedFromContract)));
        Assert.NotEqual(MessageUrn.ForType<BaseContract>(), MessageUrn.ForType<DerivedFromContract>());
    }

    [Fact]
    public void Of_plain_type_is_null() => Assert.Null(ContractDescriptor.Of(typeof(NoContract)));

    [Fact]
    public void ReadBusinessKey_without_key_is_null() =>
        Assert.Null(ContractDescriptor.Of(typeof(OrderBilled))!.ReadBusinessKey(new OrderBilled("x")));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void ReadBusinessKey_of_an_empty_key_is_null(string? number) =>
        Assert.Null(ContractDescriptor.Of(typeof(OrderPlaced))!.ReadBusinessKey(new OrderPlaced(number!)));

    [Fact]
    public void ReadBusinessKey_reads_every_supported_type_in_invariant_culture()
    {
        var id = Guid.NewGuid();

        Assert.Equal(id.ToString("D"), Read(new GuidKey(id)));
        Assert.Equal("-17", Read(new LongKey(-17)));
        Assert.Equal("18446744073709551615", Read(new UlongKey(ulong.MaxValue)));
        Assert.Equal("Friday", Read(new EnumKey(DayOfWeek.Friday)));
        Assert.Equal("5", Read(new NullableKey(5)));
        Assert.Null(Read(new NullableKey(null)));
    }

    [Fact]
    public void ReadBusinessKey_finds_the_key_of_an_interface_contract() =>
        Assert.Equal("17", ContractDescriptor.Of(typeof(IInterfaceContract))!.ReadBusinessKey(new InterfaceMessage("17")));

    [Fact]
    public void ReadBusinessKey_finds_the_key_that_an_interface_contract_inherits() =>
        Assert.Equal("17", ContractDescriptor.Of(typeof(IInheritingContract))!.ReadBusinessKey(new InheritingMessage("17")));

    [Fact]
    public void ReadBusinessKey_finds_the_key_of_a_base_where_it_is_overridden() => Assert.Equal("17", Read(new OverridingKey("17")));

    private static string? Read(object message) => ContractDescriptor.Of(message.GetType())!.ReadBusinessKey(message);

    [EventContract("tests.base", version: 1)]
    public record BaseContract;

    public sealed record DerivedFromContract : BaseContract;

    [EventContract("tests.guid-key", version: 1)]
    public sealed record GuidKey([property: BusinessKey] Guid Key);

    [EventContract("tests.long-key", version: 1)]
    public sealed record LongKey([property: BusinessKey] long Key);

    [EventContract("tests.ulong-key", version: 1)]
    public sealed record UlongKey([property: BusinessKey] ulong Key);

    [EventContract("tests.enum-key", version: 1)]
    public sealed record EnumKey([property: BusinessKey] DayOfWeek Key);

    [EventContract("tests.nullable-key", version: 1)]
    public sealed record NullableKey([property: BusinessKey] int? Key);

    [EventContract("tests.interface", version: 1)]
    public interface IInterfaceContract
    {
        [BusinessKey]
        string Number { get; }
    }

    public sealed record InterfaceMessage(string Number) : IInterfaceContract;

    [EventContract("tests.inheriting-interface", version: 1)]
    public interface IInheritingContract : IInterfaceContract;

    public sealed record InheritingMessage(string Number) : IInheritingContract;

    public abstract class Numbered
    {
        [BusinessKey]
        public abstract string Number { get; }
    }

    [EventContract("tests.overriding-key", version: 1)]
    public sealed class OverridingKey(string number) : Numbered
    {
        public override string Number => number;
    }
}
