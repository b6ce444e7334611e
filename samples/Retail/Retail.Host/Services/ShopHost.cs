using MassTransit;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Retail.Host.Storage;
using Retail.Host.Transport;

namespace Retail.Host.Services;

/// <summary>Puts services, a storage and a transport together in one ASP.NET Core host.</summary>
internal static class ShopHost
{
    /// <summary>Builds the host and makes the tables that are missing; nothing runs yet.</summary>
    public static async Task<WebApplication> Build(
        IReadOnlyList<ServiceModule> modules,
        IShopStorage storage,
        IShopTransport transport,
        string urls,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        ConfigureLogging(builder.Logging);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<DatabaseAway>();

        // A stop waits for the messages that are being handled, though not for one that waits for its next attempt: the broker keeps it.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.Configure<MassTransitHostOptions>(options => options.ConsumerStopTimeout = TimeSpan.FromSeconds(5));

        foreach (var module in modules)
            module.AddServices(builder.Services, options => storage.Configure(options, module));

        builder.Services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            foreach (var module in modules)
                module.AddToBus(bus, Patience.WithTheBroker);
            transport.Configure(bus);
        });

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealthChecks("/health", new HealthCheckOptions());
        foreach (var module in modules)
            module.MapApi?.Invoke(app);

        await CreateTables(app, modules, storage, cancellationToken);
        return app;
    }

    private static async Task CreateTables(
        WebApplication app, IReadOnlyList<ServiceModule> modules, IShopStorage storage, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var module in modules)
            await storage.CreateTables((DbContext)scope.ServiceProvider.GetRequiredService(module.Context), cancellationToken);
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.SetMinimumLevel(LogLevel.Warning);
        // What follows is reported once, by the one who knows what it means, and not a second time with a stack trace: a statement that
        // fails by whoever sent it, a message that cannot be sent by EdaKit's relay, an unhealthy bus by /health. A message that is set
        // aside in an _error queue is news, and ReceiveTransport says so.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        logging.AddFilter("MassTransit", LogLevel.Critical);
        logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Error);
    }
}
