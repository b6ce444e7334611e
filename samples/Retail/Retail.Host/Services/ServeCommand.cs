using Retail.Ordering;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Retail.Host.Services;

/// <summary>Runs services until Ctrl+C or SIGTERM.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(ShopOptions options, CancellationToken cancellationToken)
    {
        var embedded = options.Services is null;
        var modules = options.Services ?? ServiceModules.All;

        // Only who takes orders has an address that others know. The others listen on any free port: one machine may run them all.
        var takesOrders = modules.Any(module => module.Name == OrderingModule.Name);
        var urls = ListenAddress.Checked(options.Urls ?? (takesOrders ? ListenAddress.Default : ListenAddress.AnyFreePort));

        IServiceStorage storage = embedded
            ? new SqliteStorage(options.DataFolder ?? SqliteStorage.DefaultFolder("retail"))
            : await PostgreSqlStorage.Connect(ServerSettings.Postgres(), cancellationToken);
        IServiceTransport transport = embedded
            ? new InMemoryTransport()
            : await RabbitMqTransport.Connect(ServerSettings.RabbitMq(), cancellationToken);

        await using var app = await ShopHost.Build(
            options.ApplyTo(new ShopSettings(modules, storage, transport, urls) { WithPage = embedded, LogOrders = true }),
            cancellationToken);
        await app.StartAsync(cancellationToken);

        Announce(modules, storage, transport, app.Urls.First(), withPage: embedded);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static void Announce(
        IReadOnlyList<ServiceModule> modules, IServiceStorage storage, IServiceTransport transport, string address, bool withPage)
    {
        Console.WriteLine($"""
            Retail sample: {string.Join(", ", modules.Select(module => module.Name))}
              data       {storage.Description}
              transport  {transport.Description}
              address    {address}
            """);

        if (withPage)
            Console.WriteLine($"""

                Open {address} in a browser: place an order, stop a service, and watch.
                """);

        if (modules.Any(module => module.Name == OrderingModule.Name))
            Console.WriteLine($$"""

                Or place an order by hand, then watch it go from placed to invoiced:
                  curl -X PUT {{address}}/orders/1001 -H 'content-type: application/json' \
                    -d '{"customerId":"17850","lines":[{"stockCode":"85123A","description":"Lantern","quantity":6,"unitPrice":2.55}]}'
                  curl {{address}}/orders/1001

                """);
        Console.WriteLine("Ctrl+C stops.");
    }
}
