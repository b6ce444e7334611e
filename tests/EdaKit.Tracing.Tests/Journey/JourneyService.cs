using EdaKit.Configuration;
using EdaKit.Tracing.Flow;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Tests.Journey;

/// <summary>A service with a web server, a database and a bus of its own, as it would be in a process of its own.</summary>
public sealed class JourneyService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private JourneyService(WebApplication app) => _app = app;

    public HttpClient Client => new() { BaseAddress = new(_app.Urls.Single()) };

    public static Task<JourneyService> StartAsync(Uri broker, Received received, Action<IBusRegistrationConfigurator>? consumers = null, Action<WebApplication>? map = null) =>
        StartAsync<TracedDb>(broker, received, consumers, map, null, null);

    public static Task<JourneyService> StartShippingAsync(Uri broker, Received received, Uri? customers) =>
        StartAsync<ShippingDb>(broker, received, x => x.AddSagaStateMachine<Shipping, ShippingState>(), null, eda => eda.UseSagas<ShippingDb>(), customers);

    private static async Task<JourneyService> StartAsync<TDb>(Uri broker, Received received, Action<IBusRegistrationConfigurator>? consumers, Action<WebApplication>? map,
        Action<EdaKitBuilder>? sagas, Uri? customers)
        where TDb : DbContext
    {
        var connection = await Servers.CreateDatabaseAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        builder.Services.AddSingleton(received);
        builder.Services.AddDbContext<TDb>(options => options.UseNpgsql(connection));
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddHttpClient<CustomerClient>(client => client.BaseAddress = customers).AddHttpMessageHandler<MessageFlowHandler>();
        builder.Services.AddMassTransit(x =>
        {
            consumers?.Invoke(x);
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<First>();
                eda.UseTracing(options => options.LinkDelayed = false);
                eda.UseOutbox<TDb>();
                sagas?.Invoke(eda);
            });
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(broker);
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        var app = builder.Build();
        app.UseMessageFlow();
        map?.Invoke(app);

        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TDb>().Database.EnsureCreatedAsync();

        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
