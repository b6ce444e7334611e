using Retail.Host.Storage;
using Retail.Host.Transport;

namespace Retail.Host.Services;

/// <summary>Runs services until Ctrl+C or SIGTERM.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(CommandLine command)
    {
        var embedded = command.Services is null;
        var modules = command.Services ?? ServiceModules.All;

        // Only ordering has an API that people call; the others listen for their health checks, on any free port.
        var hasApi = modules.Any(module => module.MapApi is not null);
        var urls = ListenAddress.Checked(command.Urls ?? (hasApi ? ListenAddress.Default : ListenAddress.AnyFreePort));

        IShopStorage storage = embedded
            ? new SqliteStorage(command.DataFolder ?? SqliteStorage.DefaultFolder)
            : await PostgreSqlStorage.Connect(ServerSettings.Postgres(), CancellationToken.None);
        IShopTransport transport = embedded
            ? new InMemoryTransport()
            : await RabbitMqTransport.Connect(ServerSettings.RabbitMq(), CancellationToken.None);

        await using var app = await ShopHost.Build(modules, storage, transport, urls, CancellationToken.None);
        await app.StartAsync();

        Announce(modules, storage, transport, app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Announce(IReadOnlyList<ServiceModule> modules, IShopStorage storage, IShopTransport transport, string address)
    {
        Console.WriteLine($"""
            Retail sample: {string.Join(", ", modules.Select(module => module.Name))}
              data       {storage.Description}
              transport  {transport.Description}
              address    {address}
            """);

        if (modules.Any(module => module.MapApi is not null))
            Console.WriteLine($$"""

                Place an order, then watch it go from placed to invoiced:
                  curl -X PUT {{address}}/orders/1001 -H 'content-type: application/json' \
                    -d '{"customerId":"17850","lines":[{"stockCode":"85123A","description":"Lantern","quantity":6,"unitPrice":2.55}]}'
                  curl {{address}}/orders/1001

                """);
        Console.WriteLine("Ctrl+C stops.");
    }
}
