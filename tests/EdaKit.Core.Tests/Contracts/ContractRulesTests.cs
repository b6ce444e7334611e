using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using EdaKit.Startup;

namespace EdaKit.Core.Tests.Contracts;

public sealed class ContractRulesTests
{
    [Theory]
    [InlineData(typeof(UpperCase), "'Tests.OrderPlaced'")]
    [InlineData(typeof(Underscore), "'tests.order_placed'")]
    [InlineData(typeof(EmptySegment), "'tests..order'")]
    [InlineData(typeof(Empty), "''")]
    [InlineData(typeof(DigitFirst), "'1st.order'")]
    [InlineData(typeof(HyphenLast), "'tests.order-'")]
    [InlineData(typeof(LineBreakLast), "'tests.order\n'")]
    [InlineData(typeof(TooLong), "at most 200 characters")]
    public async Task Start_malformed_name_is_EDA0101(Type contract, string offending)
    {
        var fault = await OnlyFaultAsync(eda => Add(eda, contract));

        AssertFault(fault, "EDA0101", offending, contract.ToString(), "Use lower-case words joined by hyphens");
    }

    [Theory]
    [InlineData(typeof(OneWord))]
    [InlineData(typeof(LongestName))]
    [InlineData(typeof(ManySegments))]
    public async Task Start_well_formed_name_is_no_fault(Type contract)
    {
        await using var bus = await TestBus.StartAsync(c => c.EdaKit = eda => Add(eda, contract));
    }

    [Fact]
    public async Task Start_version_below_1_is_EDA0102()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.Add<VersionZero>());

        AssertFault(fault, "EDA0102", "'0'", "'tests.version-zero'", "Number versions from 1");
    }

    [Fact]
    public async Task Start_two_types_with_one_name_and_version_is_EDA0103()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.Add<TwinA>().Add<TwinB>());

        AssertFault(fault, "EDA0103", "'tests.twin'", typeof(TwinA).ToString(), typeof(TwinB).ToString(), "Give each its own version");
    }

    [Fact]
    public async Task Start_generic_contract_is_EDA0104()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.FromAssembly(DynamicContracts.AssemblyWithGenericContract()));

        AssertFault(fault, "EDA0104", "Tests.Envelope", "Make it a closed type");
    }

    [Fact]
    public async Task Start_two_business_keys_is_EDA0105()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.Add<TwoKeys>());

        AssertFault(fault, "EDA0105", "'First', 'Second'", "Leave [BusinessKey] on the one");
    }

    [Fact]
    public async Task Start_business_key_of_an_unsupported_type_is_EDA0105()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.Add<DateKey>());

        AssertFault(fault, "EDA0105", "'Day'", "'System.DateTime'", "Use string, Guid, an integer or an enum");
    }

    [Fact]
    public async Task Start_version_that_inherits_another_is_EDA0106()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.Add<ParentV1>().Add<ChildV2>());

        AssertFault(fault, "EDA0106", typeof(ChildV2).ToString(), typeof(ParentV1).ToString(), "repeat the members instead");
    }

    [Fact]
    public async Task Start_contract_that_inherits_another_contract_is_no_fault()
    {
        await using var bus = await TestBus.StartAsync(c => c.EdaKit = eda => eda.Contracts.Add<ParentV1>().Add<OtherChild>());
    }

    [Fact]
    public async Task Start_contract_without_namespace_is_EDA0107()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.Add<ContractWithoutNamespace>());

        AssertFault(fault, "EDA0107", "'ContractWithoutNamespace'", "Put it in a namespace");
    }

    [Fact]
    public async Task Start_assembly_without_contracts_is_EDA0108()
    {
        var fault = await OnlyFaultAsync(eda => eda.Contracts.FromAssembly(DynamicContracts.EmptyAssembly("Tests.NoContracts")));

        AssertFault(fault, "EDA0108", "'Tests.NoContracts'", "Put [EventContract(name, version)]", "Contracts.FromAssembly");
    }

    [Fact]
    public async Task Start_many_faults_reports_all_at_once_in_the_order_of_their_codes()
    {
        var refused = await TestBus.RefuseAsync(c => c.EdaKit = eda => eda.Contracts
            .Add<ContractWithoutNamespace>().Add<ParentV1>().Add<ChildV2>().Add<TwoKeys>().Add<TwinA>().Add<TwinB>().Add<VersionZero>().Add<UpperCase>()
            .FromAssembly(DynamicContracts.EmptyAssembly("Tests.NoContracts"))
            .FromAssembly(DynamicContracts.AssemblyWithGenericContract()));

        Assert.Equal(["EDA0101", "EDA0102", "EDA0103", "EDA0104", "EDA0105", "EDA0106", "EDA0107", "EDA0108"], refused.Faults.Select(fault => fault.Code));
        Assert.StartsWith("EdaKit cannot start. 8 faults:\n  EDA0101: ", refused.Message, StringComparison.Ordinal);
        Assert.All(refused.Faults, fault => Assert.Contains($"\n  {fault}", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_same_contract_registered_twice_is_no_fault()
    {
        await using var bus = await TestBus.StartAsync(c => c.EdaKit = eda => eda.Contracts.Add<OrderPlaced>().Add<OrderPlaced>());
    }

    [Fact]
    public void Add_type_that_is_no_contract_throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new ContractsBuilder().Add<NoContract>());

        Assert.Contains("[EventContract(name, version)]", error.Message, StringComparison.Ordinal);
    }

    private static async Task<ConfigurationFault> OnlyFaultAsync(Action<EdaKitBuilder> configure) =>
        Assert.Single((await TestBus.RefuseAsync(c => c.EdaKit = configure)).Faults);

    private static void AssertFault(ConfigurationFault fault, string code, params string[] parts)
    {
        Assert.Equal(code, fault.Code);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    private static void Add(EdaKitBuilder eda, Type contract) =>
        typeof(ContractsBuilder).GetMethod(nameof(ContractsBuilder.Add))!.MakeGenericMethod(contract).Invoke(eda.Contracts, null);

    private const string Hundred = "a23456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789x";

    [EventContract("Tests.OrderPlaced", version: 1)]
    public sealed record UpperCase;

    [EventContract("tests.order_placed", version: 1)]
    public sealed record Underscore;

    [EventContract("tests..order", version: 1)]
    public sealed record EmptySegment;

    [EventContract("", version: 1)]
    public sealed record Empty;

    [EventContract("1st.order", version: 1)]
    public sealed record DigitFirst;

    [EventContract("tests.order-", version: 1)]
    public sealed record HyphenLast;

    [EventContract("tests.order\n", version: 1)]
    public sealed record LineBreakLast;

    [EventContract($"{Hundred}{Hundred}x", version: 1)]
    public sealed record TooLong;

    [EventContract("order", version: 1)]
    public sealed record OneWord;

    [EventContract($"{Hundred}{Hundred}", version: 1)]
    public sealed record LongestName;

    [EventContract("a.b2.c-3.d-e-f", version: 1)]
    public sealed record ManySegments;

    [EventContract("tests.version-zero", version: 0)]
    public sealed record VersionZero;

    [EventContract("tests.twin", version: 1)]
    public sealed record TwinA;

    [EventContract("tests.twin", version: 1)]
    public sealed record TwinB;

    [EventContract("tests.two-keys", version: 1)]
    public sealed record TwoKeys([property: BusinessKey] string First, [property: BusinessKey] string Second);

    [EventContract("tests.date-key", version: 1)]
    public sealed record DateKey([property: BusinessKey] DateTime Day);

    [EventContract("tests.parent", version: 1)]
    public record ParentV1;

    [EventContract("tests.parent", version: 2)]
    public sealed record ChildV2 : ParentV1;

    [EventContract("tests.other-child", version: 1)]
    public sealed record OtherChild : ParentV1;
}
