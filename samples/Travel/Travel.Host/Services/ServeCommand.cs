using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;
using Travel.Trips;

namespace Travel.Host.Services;

/// <summary>Runs services until Ctrl+C or SIGTERM.</summary>
internal static class ServeCommand
{
    public const string DefaultAddress = "http://127.0.0.1:5090";

    public static async Task<int> Run(ServeOptions options, CancellationToken cancellationToken)
    {
        var embedded = options.Services is null;
        var modules = options.Services ?? ServiceModules.All;

        // Only who takes trips has an address that others know.
        var takesTrips = modules.Any(module => module.Name == TripsModule.Name);
        var urls = ListenAddress.Checked(options.Urls ?? (takesTrips ? DefaultAddress : ListenAddress.AnyFreePort));

        IServiceStorage storage = embedded
            ? new SqliteStorage(options.DataFolder ?? SqliteStorage.DefaultFolder("travel"))
            : await PostgreSqlStorage.Connect(ServerSettings.Postgres(), cancellationToken);
        IServiceTransport transport = embedded
            ? new InMemoryTransport()
            : await RabbitMqTransport.Connect(ServerSettings.RabbitMq(), cancellationToken);

        await using var app = await TravelHost.Build(modules, storage, transport, urls, cancellationToken);
        await app.StartAsync(cancellationToken);

        Console.WriteLine($"""
            Travel sample: {string.Join(", ", modules.Select(module => module.Name))}
              data       {storage.Description}
              transport  {transport.Description}
              address    {app.Urls.First()}
            """);
        if (takesTrips)
            Console.WriteLine($$"""

                Open {{app.Urls.First()}} in a browser: choose what is to fail, book a trip, and watch. Or by hand:
                  curl -X PUT {{app.Urls.First()}}/trips/{{Guid.CreateVersion7()}} -H 'content-type: application/json' \
                    -d '{"traveller":"Ada","style":"orchestrated","flight":"LIS-1","hotel":"ALFAMA","car":"CABRIO","card":"GOLD"}'
                  curl {{app.Urls.First()}}/trips

                """);
        Console.WriteLine("Ctrl+C stops.");

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
