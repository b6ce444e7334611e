using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Core.Tests.Contracts;
using EdaKit.Core.Tests.Support;
using EdaKit.Startup;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Core.Tests.Configuration;

public sealed class BusRulesTests
{
    [Fact]
    public async Task Start_without_UseEdaKit_is_EDA0001()
    {
        var refused = await TestBus.RefuseAsync(c => c.UseEdaKitTimes = 0);

        AssertFault(refused, "EDA0001", "bus.UseEdaKit(context)", "before bus.ConfigureEndpoints(context)");
    }

    [Fact]
    public async Task Start_with_UseEdaKit_after_an_endpoint_is_EDA0002()
    {
        var refused = await TestBus.RefuseAsync(c =>
        {
            c.Registration = x => x.AddConsumer<Watch<OrderBilled>>();
            c.BeforeEdaKit = (context, bus) => bus.ReceiveEndpoint("early", e => e.ConfigureConsumer<Watch<OrderBilled>>(context));
        });

        AssertFault(refused, "EDA0002", "'early'", "bus.UseEdaKit(context)");
    }

    [Fact]
    public async Task Start_with_UseEdaKit_after_an_endpoint_without_consumers_is_EDA0002()
    {
        var refused = await TestBus.RefuseAsync(c => c.BeforeEdaKit = (_, bus) => bus.ReceiveEndpoint("early", _ => { }));

        AssertFault(refused, "EDA0002", "'early'");
    }

    [Fact]
    public async Task Start_with_UseEdaKit_after_ConfigureEndpoints_is_EDA0002_for_every_endpoint()
    {
        var refused = await TestBus.RefuseAsync(c =>
        {
            c.Registration = x =>
            {
                x.AddConsumer<Watch<OrderBilled>>().Endpoint(e => e.Name = "billed");
                x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "placed");
            };
            c.BeforeEdaKit = (context, bus) => bus.ConfigureEndpoints(context);
        });

        Assert.Equal(2, refused.Faults.Count);
        Assert.All(refused.Faults, fault => Assert.Equal("EDA0002", fault.Code));
        Assert.Contains(refused.Faults, fault => fault.Message.Contains("'billed'", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.Message.Contains("'placed'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_with_two_buses_is_EDA0003()
    {
        var refused = await TestBus.RefuseAsync(c => c.Services = services => services.AddMassTransit<ISecondBus>(x => x.UsingInMemory()));

        AssertFault(refused, "EDA0003", "2 buses", $"'{nameof(ISecondBus)}'", "processes of their own, or endpoints of this bus");
    }

    [Fact]
    public async Task Start_without_AddEdaKit_is_EDA0004()
    {
        await using var bus = TestBus.Build(c => c.AddEdaKit = false);

        var refused = Assert.Throws<EdaKitConfigurationException>(() => bus.Bus);

        AssertFault(refused, "EDA0004", "Call x.AddEdaKit(…) inside AddMassTransit");
    }

    [Fact]
    public async Task Start_with_faults_of_several_rules_reports_all_of_them()
    {
        var refused = await TestBus.RefuseAsync(c =>
        {
            c.Services = services => services
                .AddSingleton<IStartupRule>(new FixedRule([new("EDA9002", "Second."), new("EDA9002", "Second.")]))
                .AddSingleton<IStartupRule>(new FixedRule([new("EDA9001", "First.")]));
            c.UseEdaKitTimes = 0;
        });

        Assert.Equal(["EDA0001", "EDA9001", "EDA9002"], refused.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task Start_of_a_host_with_a_fault_throws_and_receives_nothing()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddLogging();
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(_ => { });
            x.UsingInMemory();
        });
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync());

        AssertFault(refused, "EDA0001");
        LogContext.Current = null;
    }

    [Fact]
    public async Task AddEdaKit_twice_adds_to_the_first_and_reports_each_fault_once()
    {
        var refused = await TestBus.RefuseAsync(c =>
        {
            c.Registration = x => x.AddEdaKit(eda => eda.Contracts.Add<ContractRulesTests.VersionZero>());
            c.EdaKit = eda => eda.Contracts.Add<ContractRulesTests.UpperCase>();
        });

        Assert.Equal(["EDA0101", "EDA0102"], refused.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task AddEdaKit_twice_registers_the_contracts_of_both()
    {
        await using var bus = TestBus.Build(c =>
        {
            c.Registration = x => x.AddEdaKit(eda => eda.Contracts.Add<OrderPlacedV1>());
            c.EdaKit = eda => eda.Contracts.Add<OrderBilled>().Add<OrderPlaced>();
        });

        var catalog = bus.Services.GetRequiredService<ContractCatalog>();

        Assert.Equal(["tests.order-billed v1", "tests.order-placed v1", "tests.order-placed v2"], catalog.Contracts.Select(contract => $"{contract}"));
        Assert.True(catalog.TryFind(typeof(OrderPlaced), out var found));
        Assert.Equal(2, found.Version);
        Assert.False(catalog.TryFind(typeof(NoContract), out _));
    }

    [Fact]
    public async Task UseEdaKit_twice_runs_each_extension_once()
    {
        var extension = new CountingExtension();

        await using var bus = await TestBus.StartAsync(c =>
        {
            c.UseEdaKitTimes = 2;
            c.Services = services => services.AddSingleton<IBusExtension>(extension);
        });

        Assert.Equal(1, extension.Calls);
    }

    [Fact]
    public async Task Bus_starts_though_a_filter_says_of_itself_what_is_no_JSON()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.Registration = x => x.AddConsumer<Watch<OrderBilled>>().Endpoint(e => e.Name = "billed");
            c.Bus = (_, bus) => bus.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new TalkativeFilter()));
        });

        Assert.Contains("talkative", bus.Pipelines.Single(pipeline => pipeline.Endpoint == "billed").Filters);
    }

    private static void AssertFault(EdaKitConfigurationException refused, string code, params string[] parts)
    {
        var fault = Assert.Single(refused.Faults);
        Assert.Equal(code, fault.Code);
        Assert.StartsWith($"EdaKit cannot start. {code}: ", refused.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    private sealed class FixedRule(ConfigurationFault[] faults) : IStartupRule
    {
        public IEnumerable<ConfigurationFault> Check(StartupContext context) => faults;
    }

    private sealed class TalkativeFilter : IFilter<ConsumeContext>
    {
        public Task Send(ConsumeContext context, IPipe<ConsumeContext> next) => next.Send(context);

        public void Probe(ProbeContext context)
        {
            var endless = new Dictionary<string, object>();
            (endless["one"], endless["other"]) = (endless, new object[] { endless });

            var scope = context.CreateFilterScope("talkative");
            scope.Add("type", typeof(TalkativeFilter));
            scope.Add("call", (Action)(() => { }));
            scope.Add("most", double.PositiveInfinity);
            scope.Add("endless", endless);
        }
    }

    private sealed class CountingExtension : IBusExtension
    {
        public int Calls { get; private set; }

        public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus) => Calls++;
    }
}

public interface ISecondBus : IBus;
