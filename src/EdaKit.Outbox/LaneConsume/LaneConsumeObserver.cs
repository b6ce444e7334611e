using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.LaneConsume;

/// <summary>
/// Ends the work of an endpoint in an order that keeps the lanes': MassTransit ends its subscription first and its channel later. In between the
/// broker lets another process go on, with what follows the messages that are still waiting here. So before MassTransit stops, what is being
/// handled is finished and the channel is closed: the broker then puts what waits back to where it was and appoints the next process, in one step.
/// </summary>
internal sealed class LaneConsumeObserver(LaneConsumeFilter filter, TimeSpan atMost, TimeProvider time, ILogger logger)
    : IReceiveEndpointObserver
{
    public Task Stopping(ReceiveEndpointStopping stopping) =>
        Task.WhenAll(filter.Channels.Select(channel => StopAsync(channel, InboxRegistry.NameOf(stopping.InputAddress))).ToList());

    public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    private async Task StopAsync(LaneChannel channel, string endpoint)
    {
        try
        {
            await channel.Arrivals.HaltAsync().WaitAsync(atMost, time);
        }
        catch (TimeoutException)
        {
            // It is called off with its channel. The inbox has whoever gets it next wait for the end of its transaction.
            OutboxLog.LaneCalledOff(logger, endpoint, atMost);
        }

        await channel.CloseAsync();
    }
}
