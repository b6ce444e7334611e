using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class SendWindowTests
{
    [Theory, InlineData(1, 1), InlineData(3, 3), InlineData(2_000, BrokerOutage.Probes)]
    public void Room_in_an_outage_is_no_more_than_the_options_allow(int maxInFlight, int expected)
    {
        var options = new RelayOptions { MaxInFlight = maxInFlight };
        var outage = new BrokerOutage(options, TimeProvider.System);
        var window = new SendWindow(typeof(SendWindowTests), sender: null!, settler: null!, outage, options, metrics: null!, TimeProvider.System, NullLogger.Instance);

        Assert.Equal(maxInFlight, window.Room.Records);
        outage.Failed();
        Assert.Equal(expected, window.Room.Records);
    }
}
