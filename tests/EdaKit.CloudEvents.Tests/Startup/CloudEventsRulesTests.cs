using EdaKit.CloudEvents.Tests.Support;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Startup;

public sealed class CloudEventsRulesTests
{
    [Fact]
    public async Task Writing_without_a_source_is_a_fault() =>
        await RefuseAsync("EDA0401", "Set Source", events => events.Mode = CloudEventsMode.Structured);

    [Fact]
    public async Task Writing_one_type_without_a_source_is_a_fault() =>
        await RefuseAsync("EDA0401", "Set Source", events => events.For<ShopClosed>(CloudEventsMode.Headers));

    [Theory, InlineData("a b"), InlineData(""), InlineData("/ä")]
    public async Task Source_that_is_no_URI_reference_is_a_fault(string source) =>
        await RefuseAsync("EDA0402", $"'{source}'", events => events.Source = source);

    [Theory, InlineData("/contracts/{name}"), InlineData("https://shop.example/{contract}"), InlineData("")]
    public async Task Data_schema_that_makes_no_absolute_URI_is_a_fault(string schema) =>
        await RefuseAsync("EDA0403", $"'{schema}'", events => events.DataSchema = schema);

    [Fact]
    public async Task Raw_JSON_that_is_read_instead_is_a_fault() =>
        await RefuseAsync("EDA0404", "'application/json'", _ => { }, bus => bus.UseRawJsonDeserializer());

    [Fact]
    public async Task Raw_JSON_on_one_endpoint_is_a_fault() =>
        await RefuseAsync("EDA0404", "'application/json'", _ => { }, bus => bus.ReceiveEndpoint("raw", endpoint => endpoint.UseRawJsonDeserializer()));

    [Fact]
    public async Task All_faults_are_reported_at_once()
    {
        var error = await TestBus.RefuseAsync(c => c.Bus = (context, bus) =>
        {
            bus.UseCloudEvents(context, events => events.DataSchema = "x");
            bus.ReceiveEndpoint("quiet", endpoint => endpoint.UseCloudEvents(context, events => events.Mode = CloudEventsMode.Headers));
            bus.ReceiveEndpoint("loud", endpoint => endpoint.UseCloudEvents(context, events => events.Source = "a b"));
        });

        Assert.Equal(["EDA0401", "EDA0402", "EDA0403"], error.Faults.Select(fault => fault.Code));
        Assert.Contains("endpoint 'quiet'", error.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_without_a_source_has_that_of_the_bus()
    {
        await using var bus = await TestBus.StartAsync(c => c.Bus = (context, bus) =>
        {
            bus.UseCloudEvents(context, events => events.Source = "/orders");
            bus.ReceiveEndpoint("quiet", endpoint => endpoint.UseCloudEvents(context, events => events.Mode = CloudEventsMode.Headers));
        });
    }

    [Fact]
    public async Task Second_call_goes_on_with_the_options_of_the_first()
    {
        await using var bus = await TestBus.StartAsync(c => c.Bus = (context, bus) =>
        {
            bus.UseCloudEvents(context, events => events.Mode = CloudEventsMode.Structured);
            bus.UseCloudEvents(context, events => events.Source = "/orders");
        });
    }

    [Fact]
    public async Task Reading_alone_needs_nothing()
    {
        await using var bus = await TestBus.StartAsync(c => c.Bus = (context, bus) =>
        {
            bus.UseRawJsonSerializer();
            bus.UseCloudEvents(context);
        });
    }

    [Fact]
    public void Bus_without_EdaKit_is_a_fault_when_it_is_built()
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() =>
        {
            var bus = TestBus.Build(c =>
            {
                c.AddEdaKit = false;
                c.UseEdaKitTimes = 0;
                c.Bus = (context, bus) => bus.UseCloudEvents(context);
            });
            _ = bus.Bus;
        });

        Assert.Equal("EDA0004", Assert.Single(error.Faults).Code);
    }

    private static async Task RefuseAsync(string code, string part, Action<CloudEventsOptions> events, Action<IInMemoryBusFactoryConfigurator>? after = null)
    {
        var error = await TestBus.RefuseAsync(c => c.Bus = (context, bus) =>
        {
            bus.UseCloudEvents(context, events);
            after?.Invoke(bus);
        });

        var fault = Assert.Single(error.Faults);
        Assert.Equal(code, fault.Code);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }
}
