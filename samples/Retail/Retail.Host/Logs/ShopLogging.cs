namespace Retail.Host.Logs;

/// <summary>What reaches the console: one line an event, and every event once.</summary>
internal static class ShopLogging
{
    /// <param name="logging">The host's logging.</param>
    /// <param name="withOrders">Shows the log of every order; a replay of hundreds would rather show its progress.</param>
    public static void Configure(ILoggingBuilder logging, bool withOrders)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        logging.SetMinimumLevel(LogLevel.Warning);
        if (withOrders)
            logging.AddFilter(OrderLog.Category, LogLevel.Information);

        // What follows is reported once, by the one who knows what it means, and not a second time with a stack trace: a statement that
        // fails by whoever sent it, a message that cannot be sent by EdaKit's relay, an unhealthy bus by /health. A message that is set
        // aside in an _error queue is news, and ReceiveTransport says so.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        logging.AddFilter("MassTransit", LogLevel.Critical);
        logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Error);
    }
}
