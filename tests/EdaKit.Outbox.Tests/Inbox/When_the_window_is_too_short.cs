using EdaKit.Outbox.Tests.Support;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Outbox.Tests.Inbox;

/// <summary>A message that fails may come back when the inbox has forgotten it: the numbers are compared at start-up.</summary>
public sealed class When_the_window_is_too_short
{
    [Fact]
    public async Task Should_name_the_numbers_and_both_remedies()
    {
        var fault = await FailAsync(TimeSpan.FromHours(2), endpoint =>
        {
            endpoint.UseScheduledRedelivery(retry => retry.Intervals(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(45), TimeSpan.FromHours(2)));
            endpoint.UseMessageRetry(retry => retry.Interval(3, TimeSpan.FromMinutes(1)));
        });

        // 170 minutes of redelivery, and 3 of retries in each of the 4 deliveries.
        Assert.Contains("'NoteOrder'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("for 03:02:00 ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("3 times within 02:50:00", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'02:00:00'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("o.Inbox.Window", fault.Message, StringComparison.Ordinal);
        Assert.Contains("UseScheduledRedelivery", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_count_a_redelivery_of_a_single_interval() =>
        await FailAsync(TimeSpan.FromHours(1), endpoint => endpoint.UseScheduledRedelivery(retry => retry.Interval(1, TimeSpan.FromHours(1))));

    [Fact]
    public async Task Should_count_growing_pauses() =>
        await FailAsync(TimeSpan.FromHours(1), endpoint => endpoint.UseScheduledRedelivery(retry => retry.Incremental(3, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10))));

    [Fact]
    public async Task Should_count_exponential_pauses_at_their_longest() =>
        await FailAsync(TimeSpan.FromHours(1), endpoint => endpoint.UseMessageRetry(retry =>
            retry.Exponential(7, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1))));

    [Fact]
    public async Task Should_count_retries_inside_retries() => await FailAsync(TimeSpan.FromMinutes(10), endpoint =>
    {
        endpoint.UseMessageRetry(retry => retry.Interval(9, TimeSpan.FromSeconds(1)));
        endpoint.UseMessageRetry(retry => retry.Interval(1, TimeSpan.FromMinutes(1)));
    });

    [Fact]
    public async Task Should_start_when_the_window_is_longer()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, Configure(TimeSpan.FromMinutes(183), endpoint =>
        {
            endpoint.UseScheduledRedelivery(retry => retry.Intervals(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(45), TimeSpan.FromHours(2)));
            endpoint.UseMessageRetry(retry => retry.Interval(3, TimeSpan.FromMinutes(1)));
        }));
    }

    private static async Task<ConfigurationFault> FailAsync(TimeSpan window, Action<IReceiveEndpointConfigurator> endpoint)
    {
        using var place = await Place.CreateAsync();
        using var host = TestApp.Build(place, Configure(window, endpoint));
        var failure = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync());

        return Assert.Single(failure.Faults, fault => fault.Code == "EDA0222");
    }

    private static Action<TestAppConfiguration> Configure(TimeSpan window, Action<IReceiveEndpointConfigurator> endpoint) => c =>
    {
        c.Consumers = x =>
        {
            x.AddConsumer<NoteOrder>();
            x.AddConfigureEndpointsCallback((_, _, configurator) => endpoint(configurator));
        };
        c.Outbox = o => o.Inbox.Window = window;
    };
}
