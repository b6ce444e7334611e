using System.Text.Json;
using System.Text.Json.Serialization;
using Insurance.Agents;
using Insurance.Analytics;
using Insurance.Analytics.Keeping;
using Insurance.Audit;
using Insurance.Audit.Reading;
using Insurance.Host.Api;
using Insurance.Host.Seeding;
using Insurance.Letters;
using Insurance.Store;
using Insurance.Store.EventStore;
using MassTransit;
using Npgsql;
using Samples.Hosting.Transport;
using Samples.Hosting.Web;

namespace Insurance.Host;

/// <summary>Puts write side, read model and page together in one ASP.NET Core host.</summary>
internal static class InsuranceHost
{
    /// <summary>Builds the host and makes the tables that are missing; nothing runs yet.</summary>
    public static async Task<WebApplication> BuildAsync(NpgsqlDataSource database, string urls, AnalyticsOptions analytics, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // The daemon warns of its listening connection, which ends with the server when the sample does.
        builder.Logging.AddFilter("Marten.Events.Daemon.Coordination.ProjectionCoordinator", LogLevel.Error);
        AddServices(builder.Services, database, analytics);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMessageFlow();
        app.UseSamplePage();
        app.MapHealthChecks("/health");
        app.MapPolicies();
        app.MapCards();
        app.MapHistory();
        app.MapWhy();
        app.MapGet("/letters", (LetterBox letters, string? number, CancellationToken cancelled) => letters.ListAsync(number, cancelled))
            .WithSummary("What holders got by post.");
        app.MapAudit();
        app.MapAnalytics();
        app.MapOperations();

        await app.Services.GetRequiredService<StoreTables>().CreateAsync(cancellationToken);
        await app.Services.GetRequiredService<AuditTrail>().CreateTablesAsync(cancellationToken);
        await app.Services.GetRequiredService<LetterBox>().CreateTableAsync(cancellationToken);
        await app.Services.GetRequiredService<AnalyticsProjection>().CheckStoreAsync(cancellationToken);
        return app;
    }

    private static void AddServices(IServiceCollection services, NpgsqlDataSource database, AnalyticsOptions analytics)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton<Seeder>();
        services.AddSingleton(new LetterBox(database));
        services.AddHealthChecks();
        services.AddProblemDetails();
        services.AddExceptionHandler<DatabaseAway>();
        services.AddExceptionHandler<UnreadableRequest>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));

        services.AddPolicyStore().AddPolicyCards();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditReader>();
        services.AddHostedService<AuditFollower>();
        services.AddAnalytics(analytics);
        services.AddMassTransit(bus => AddMessages(bus, database));
    }

    /// <summary>Adds both services to the bus: who announces, and who writes letters.</summary>
    internal static void AddMessages(IBusRegistrationConfigurator bus, NpgsqlDataSource database)
    {
        bus.SetKebabCaseEndpointNameFormatter();
        LettersModule.AddToBus(bus);
        bus.AddEdaKit(eda => eda.AddPolicyStore(database, Patience.WithTheBroker));
        bus.UsingInMemory((context, configure) =>
        {
            configure.UseEdaKit(context);
            configure.UseMessageRetry(Retry);
            configure.ConfigureEndpoints(context);
        });
    }

    /// <summary>
    /// For a database that is away for a moment. It stands on the bus, which means around the inbox: every attempt gets a fresh transaction. What fails
    /// for another reason would fail again, and the page says at once what it is.
    /// </summary>
    private static void Retry(IRetryConfigurator retry)
    {
        retry.Handle<Exception>(DatabaseAway.IsTransient);
        retry.Intervals(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
    }

    // A command that lacks something is refused here, before a rule sees it.
    private static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        json.AllowOutOfOrderMetadataProperties = true;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
    }
}
