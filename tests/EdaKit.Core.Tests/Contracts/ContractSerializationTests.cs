using System.Reflection.Emit;
using System.Text.Json;
using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit.Serialization;

namespace EdaKit.Core.Tests.Contracts;

public sealed class ContractSerializationTests
{
    [Fact]
    public async Task Start_applies_what_a_registered_assembly_says_of_its_JSON()
    {
        await using var bus = TestBus.Build(c => c.EdaKit = eda => eda.Contracts.FromAssembly(AssemblyWith(typeof(Deeper))));

        // The assembly has no contracts, so it does not start; the options are made before.
        await Assert.ThrowsAsync<EdaKit.Startup.EdaKitConfigurationException>(bus.StartAsync);
        Assert.Equal(Deeper.Depth, SystemTextJsonMessageSerializer.Options.MaxDepth);
    }

    [Fact]
    public async Task Start_two_assemblies_that_want_different_JSON_is_EDA0117()
    {
        var refused = await TestBus.RefuseAsync(c => c.EdaKit = eda => eda.Contracts
            .FromAssembly(AssemblyWith(typeof(Deeper))).FromAssembly(AssemblyWith(typeof(Other))).FromAssembly(AssemblyWith(typeof(Deeper))));

        var fault = Assert.Single(refused.Faults, fault => fault.Code == "EDA0117");
        Assert.Contains($"'{typeof(Deeper)}', '{typeof(Other)}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(typeof(NoContract)), InlineData(typeof(WithParameter))]
    public async Task Start_class_that_cannot_say_it_is_EDA0118(Type type)
    {
        var refused = await TestBus.RefuseAsync(c => c.EdaKit = eda => eda.Contracts.FromAssembly(AssemblyWith(type)));

        var fault = Assert.Single(refused.Faults, fault => fault.Code == "EDA0118");
        Assert.Contains($"'{type}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("IContractSerialization", fault.Message, StringComparison.Ordinal);
    }

    private static AssemblyBuilder AssemblyWith(Type serialization) => AssemblyBuilder.DefineDynamicAssembly(
        new("Dynamic"), AssemblyBuilderAccess.Run,
        [new CustomAttributeBuilder(typeof(ContractSerializationAttribute).GetConstructor([typeof(Type)])!, [serialization])]);

    public sealed class Deeper : IContractSerialization
    {
        public const int Depth = 65;

        public void Configure(JsonSerializerOptions options) => options.MaxDepth = Depth;
    }

    public sealed class Other : IContractSerialization
    {
        public void Configure(JsonSerializerOptions options) => options.MaxDepth = Deeper.Depth;
    }

    public sealed class WithParameter(int depth) : IContractSerialization
    {
        public void Configure(JsonSerializerOptions options) => options.MaxDepth = depth;
    }
}
