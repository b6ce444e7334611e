using Retail.Host.Storage;
using Retail.Host.Transport;

namespace Retail.Host.Services;

/// <summary>Runs services until Ctrl+C or SIGTERM.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";
    private const string AnyFreePort = "http://127.0.0.1:0";

    public static async Task<int> Run(CommandLine command)
    {
        var embedded = command.Services is null;
        var modules = command.Services ?? ServiceModules.All;
        var hasApi = modules.Any(module => module.MapApi is not null);

        IShopStorage storage = embedded
            ? new SqliteStorage(command.DataFolder ?? SqliteStorage.DefaultFolder)
            : await PostgreSqlStorage.Connect(ServerSettings.Postgres(), CancellationToken.None);
        IShopTransport transport = embedded
            ? new InMemoryTransport()
            : await RabbitMqTransport.Connect(ServerSettings.RabbitMq(), CancellationToken.None);

        // Only ordering has an API that people call; the others listen for their health checks, on any free port.
        var urls = command.Urls ?? (hasApi ? DefaultUrls : AnyFreePort);
        await using var app = await ShopHost.Build(modules, storage, transport, urls, CancellationToken.None);
        try
        {
            await app.StartAsync();
        }
        catch (IOException fault)
        {
            throw new OperatorException($"Cannot listen on {urls}: {fault.Message} Choose another address with --urls.", fault);
        }

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
                    -d '{"customerId":"17850","lines":[{"stockCode":"85123A","description":"T-light holder","quantity":6,"unitPrice":2.55}]}'
                  curl {{address}}/orders/1001

                """);
        Console.WriteLine("Ctrl+C stops.");
    }
}
