using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;
using Samples.Hosting.Web;
using Travel.Desks.Booking;
using Travel.Trips;

namespace Travel.Host.Services;

/// <summary>Puts services, a storage and a transport together in one ASP.NET Core host.</summary>
internal static class TravelHost
{
    /// <summary>Builds the host and makes the tables that are missing; nothing runs yet.</summary>
    public static async Task<WebApplication> Build(
        IReadOnlyList<ServiceModule> modules, IServiceStorage storage, IServiceTransport transport, string urls, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, modules, storage, transport);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        if (modules.Any(module => module.Name == TripsModule.Name))
            app.UseSamplePage();
        app.MapHealthChecks("/health");
        foreach (var module in modules)
            module.MapApi?.Invoke(app);

        await using var scope = app.Services.CreateAsyncScope();
        foreach (var module in modules)
            await storage.CreateTables((DbContext)scope.ServiceProvider.GetRequiredService(module.Context), cancellationToken);
        return app;
    }

    private static void AddServices(
        IServiceCollection services, IReadOnlyList<ServiceModule> modules, IServiceStorage storage, IServiceTransport transport)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Partner>();
        services.AddProblemDetails();
        services.AddExceptionHandler<DatabaseAway>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)));
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<MassTransitHostOptions>(options => options.ConsumerStopTimeout = TimeSpan.FromSeconds(5));

        foreach (var module in modules)
            module.AddServices(services, options => storage.Configure(options, module.Name));

        services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            foreach (var module in modules)
                module.AddToBus(bus, Patience.WithTheBroker);

            transport.Configure(bus, (configure, context) =>
            {
                configure.UseEdaKit(context);
                configure.UseMessageRetry(Retry);
            });
        });
    }

    /// <summary>
    /// For a deadlock, a lost race, a database that restarts. A company that does not answer is not tried again here: the saga decides how often to ask
    /// and when to give up, and needs to hear of it.
    /// </summary>
    private static void Retry(IRetryConfigurator retry)
    {
        retry.Ignore<PartnerDownException>();
        retry.Intervals(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
    }
}
