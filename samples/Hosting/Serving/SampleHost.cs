using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;
using Samples.Hosting.Web;

namespace Samples.Hosting.Serving;

/// <summary>Puts services of a sample, a storage and a transport together in one ASP.NET Core host.</summary>
internal static class SampleHost
{
    /// <summary>Builds the host and makes the tables that are missing; nothing runs yet.</summary>
    public static async Task<WebApplication> Build(Sample sample, IReadOnlyList<ServiceModule> modules, IServiceStorage storage, IServiceTransport transport,
        string urls, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, sample, modules, storage, transport);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        if (sample.HasPage && modules.Contains(sample.Modules[0]))
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
        IServiceCollection services, Sample sample, IReadOnlyList<ServiceModule> modules, IServiceStorage storage, IServiceTransport transport)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        services.AddExceptionHandler<DatabaseAway>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)));

        // A stop waits for the messages that are being handled, though not for one that waits for its next attempt: the broker keeps it.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<MassTransitHostOptions>(options => options.ConsumerStopTimeout = TimeSpan.FromSeconds(5));

        sample.AddServices(services);
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
                configure.UseMessageRetry(sample.Retry);
            });
        });
    }
}
