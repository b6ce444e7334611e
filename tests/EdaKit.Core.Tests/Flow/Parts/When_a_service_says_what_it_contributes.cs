using System.Reflection;
using System.Reflection.Emit;
using EdaKit.Core.Tests.Support;
using EdaKit.Flow;
using EdaKit.Flow.Parts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Core.Tests.Flow.Parts;

/// <summary>None of these buses is started.</summary>
public sealed class When_a_service_says_what_it_contributes
{
    [Fact]
    public async Task Should_know_what_consumers_listen_to_and_declare()
    {
        await using var bus = TestBus.Build(c =>
        {
            c.Registration = x => x.AddConsumer<BillOrders>();
            c.EdaKit = eda => eda.Contracts.Reshape<OrderPlaced>(from: 1, _ => { });
        });

        var consumer = Participant(bus, nameof(BillOrders));

        Assert.Equal(ParticipantKind.Consumer, consumer.Kind);
        Assert.Equal(["BillOrders"], consumer.Endpoints);
        var input = Assert.Single(consumer.ListensTo);
        Assert.Equal(("tests.order-placed", false), (input.Contract, input.IsFault));
        Assert.Equal([2, 1], input.Versions);
        Assert.True(consumer.IsDeclared);
        Assert.Equal(["tests.order-billed", "tests.price-question"], consumer.Publishes.Select(output => output.Contract));
        Assert.False(consumer.Publishes[0].Sometimes);
        Assert.Equal((true, "tests.order-placed", true), (consumer.Publishes[1].Sometimes, consumer.Publishes[1].On, consumer.Publishes[1].MayLoop));
    }

    [Fact]
    public async Task Should_take_a_batch_for_its_message_and_name_faults()
    {
        await using var bus = TestBus.Build(c => c.Registration = x =>
        {
            x.AddConsumer<BillBatches>();
            x.AddConsumer<MendBills>();
        });

        Assert.Equal("tests.order-placed", $"{Assert.Single(Participant(bus, nameof(BillBatches)).ListensTo)}");
        Assert.Equal("fault of tests.order-placed", $"{Assert.Single(Participant(bus, nameof(MendBills)).ListensTo)}");
        Assert.False(Participant(bus, nameof(MendBills)).IsDeclared);
    }

    [Fact]
    public async Task Should_name_a_consumer_once_that_is_on_two_endpoints()
    {
        await using var bus = TestBus.Build(c =>
        {
            c.Registration = x => x.AddConsumer<Silent>();
            c.Bus = (context, bus) =>
            {
                bus.ReceiveEndpoint("second", endpoint => endpoint.ConfigureConsumer<Silent>(context));
                bus.ReceiveEndpoint("first", endpoint => endpoint.ConfigureConsumer<Silent>(context));
            };
        });

        var consumer = Participant(bus, nameof(Silent));

        Assert.Equal(["first", "second"], consumer.Endpoints);
        Assert.Single(consumer.ListensTo);
    }

    [Fact]
    public async Task Should_know_handlers_that_are_functions()
    {
        await using var bus = TestBus.Build(c =>
        {
            c.EdaKit = eda => eda.Flow.AddService("shop");
            c.Bus = (_, bus) => bus.ReceiveEndpoint("prices", endpoint => endpoint.Handler<PriceQuestion>(_ => Task.CompletedTask));
        });

        var handler = Participant(bus, "handler");

        Assert.Equal(["prices"], handler.Endpoints);
        Assert.Equal("tests.price-question", Assert.Single(handler.ListensTo).Contract);
    }

    [Fact]
    public async Task Should_know_a_state_machine_and_what_it_schedules_for_itself()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x.AddSagaStateMachine<ParcelSaga, ParcelState>().InMemoryRepository());

        var saga = Participant(bus, nameof(ParcelState));

        Assert.Equal((ParticipantKind.Saga, "tests.parcel", true), (saga.Kind, saga.Saga, saga.IsDeclared));
        Assert.Equal(["WaitedLongEnough", "tests.order-packed"], saga.ListensTo.Select(input => input.Contract));
        Assert.Equal(["WaitedLongEnough", "tests.bill-order"], saga.Publishes.Select(output => output.Contract));
        Assert.True(saga.Publishes[0].Sometimes);
    }

    [Fact]
    public async Task Should_know_others_that_publish_and_under_which_names_and_versions()
    {
        await using var bus = TestBus.Build(c => c.EdaKit = eda => eda.Flow.AddService<PackingJob>("shop"));

        var job = Participant(bus, nameof(NightlyPacking));

        Assert.Equal(ParticipantKind.Other, job.Kind);
        var output = Assert.Single(job.Publishes);
        Assert.Equal([3, 2], output.Versions);
        Assert.Equal([nameof(ISomethingOfAnOrder)], output.Also);
        Assert.DoesNotContain(Parts(bus).Only().Participants, one => one.Name is nameof(BillOrders) or nameof(ParcelSaga));
    }

    [Fact]
    public async Task Should_say_the_version_that_leaves_the_process()
    {
        await using var bus = TestBus.Build(c =>
        {
            c.Registration = x => x.AddConsumer<PlacesOrders>();
            c.EdaKit = eda => eda.Contracts.Downcast<OrderPlaced, OrderPlacedV1>(order => new(order.OrderNumber)).Emit<OrderPlaced>(1);
        });

        Assert.Equal([1], Assert.Single(Participant(bus, nameof(PlacesOrders)).Publishes).Versions);
    }

    [Fact]
    public async Task Should_know_what_an_assembly_says_of_its_service()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"Declaring{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run);
        assembly.SetCustomAttribute(new CustomAttributeBuilder(typeof(PublishesAttribute<OrderBilled>).GetConstructor(Type.EmptyTypes)!, []));
        assembly.DefineDynamicModule("module");
        await using var bus = TestBus.Build(c => c.EdaKit = eda => eda.Flow.AddService("shop", assembly));

        var service = Participant(bus, "shop");

        Assert.Equal("tests.order-billed", Assert.Single(service.Publishes).Contract);
        Assert.True(Parts(bus).Only().IsDeclared);
    }

    [Fact]
    public async Task Should_keep_the_services_of_a_process_apart()
    {
        var billing = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"Billing{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run);
        billing.SetCustomAttribute(new CustomAttributeBuilder(typeof(PublishesNothingAttribute).GetConstructor(Type.EmptyTypes)!, []));
        billing.DefineDynamicModule("module");
        await using var bus = TestBus.Build(c =>
        {
            c.Registration = x => x.AddConsumer<Silent>();
            c.EdaKit = eda => eda.Flow.AddService("billing", billing).AddService<Silent>("ordering");
        });

        Assert.Equal(["billing", "ordering"], Parts(bus).All.Select(part => part.Service));
        Assert.Empty(Parts(bus).All[0].Participants);
        Assert.True(Parts(bus).All[0].IsDeclared);
        Assert.Contains(Parts(bus).All[1].Participants, one => one.Name == nameof(Silent));
        Assert.Contains("'billing', 'ordering'", Assert.Throws<InvalidOperationException>(() => Parts(bus).Only()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_an_assembly_that_is_two_services()
    {
        var error = Assert.Throws<ArgumentException>(() => TestBus.Build(c => c.EdaKit = eda => eda.Flow.AddService<Silent>("billing").AddService<Silent>("ordering")));

        Assert.Contains("'billing' and as 'ordering'", error.Message, StringComparison.Ordinal);
    }

    private static FlowParts Parts(TestBus bus) => bus.Services.GetRequiredService<FlowParts>();

    private static FlowParticipant Participant(TestBus bus, string name) => Parts(bus).All.SelectMany(part => part.Participants).Single(one => one.Name == name);

    [Publishes<OrderPlaced>]
    public sealed class PlacesOrders : Idle<BillOrder>;
}
