using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Retail.Host.Logs;
using Retail.Host.Switches;
using Retail.Host.Telemetry;
using Retail.Host.Why;
using Retail.Host.Work;
using Samples.Hosting.Transport;
using Samples.Hosting.Web;

namespace Retail.Host.Services;

/// <summary>Puts services, a storage and a transport together in one ASP.NET Core host.</summary>
internal static class ShopHost
{
    /// <summary>Builds the host and makes the tables that are missing; nothing runs yet.</summary>
    public static async Task<WebApplication> Build(ShopSettings settings, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls);
        ShopLogging.Configure(builder.Logging, settings.LogOrders);
        AddServices(builder.Services, settings);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        if (settings.WithPage)
            app.UseSamplePage();
        app.MapHealthChecks("/health", new HealthCheckOptions());
        app.MapOpenApi();
        MapApis(app, settings);

        await CreateTables(app, settings, cancellationToken);
        return app;
    }

    private static void AddServices(IServiceCollection services, ShopSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new ServiceSwitches(settings.Modules));
        services.AddSingleton<OrderLog>();
        services.AddProblemDetails();
        services.AddExceptionHandler<DatabaseAway>();
        services.AddShopOpenApi();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower)));

        // A stop waits for the messages that are being handled, though not for one that waits for its next attempt: the broker keeps it.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<MassTransitHostOptions>(options => options.ConsumerStopTimeout = TimeSpan.FromSeconds(5));

        foreach (var module in settings.Modules)
            module.AddServices(services, options => settings.Storage.Configure(options, module.Name));

        services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddEdaKit(eda => eda.UseTracing());
            foreach (var module in settings.Modules)
                module.AddToBus(bus, Patience.WithTheBroker);
            settings.Transport.Configure(bus, (configure, context) => ShopPipeline.Configure(configure, context, settings));
        });

        if (settings.Telemetry)
            ShopTelemetry.Add(services, settings.Modules);
    }

    private static void MapApis(WebApplication app, ShopSettings settings)
    {
        var switches = app.Services.GetRequiredService<ServiceSwitches>();
        var log = app.Services.GetRequiredService<OrderLog>();
        var clock = app.Services.GetRequiredService<TimeProvider>();

        foreach (var module in settings.Modules)
        {
            var group = app.MapGroup("").WithTags(module.Name).AddEndpointFilter(new ApiFilter(
                switches.Named(module.Name)!, settings.WorkingTimes.Of(WorkingTimes.Api), log, clock));
            module.MapApi?.Invoke(group);
        }

        if (settings.WithPage)
        {
            app.MapSwitches();
            app.MapWhy(settings.Modules);
        }
    }

    private static async Task CreateTables(WebApplication app, ShopSettings settings, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var module in settings.Modules)
            await settings.Storage.CreateTables((DbContext)scope.ServiceProvider.GetRequiredService(module.Context), cancellationToken);
    }
}
