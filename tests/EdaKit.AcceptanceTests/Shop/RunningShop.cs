using System.Net.Http.Json;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>
/// Ordering, checkout and billing, each in a process of its own, and the services that only listen together in one more, on a database and
/// a virtual host of their own. Shared by the scenarios, because starting processes is what takes their time; each scenario has order
/// numbers of its own.
/// </summary>
public sealed class RunningShop(RealServers servers) : IAsyncLifetime
{
    private static readonly string[] Endpoints =
    [
        "take-stock-and-payment", "put-stock-back", "issue-invoice", "issue-credit-note",
        "mark-order-paid", "mark-order-invoiced", "mark-stock-returned", "mark-return-credited",
        "confirm-order", "confirm-return", "earn-points", "take-back-points", "return-risk", "follow-orders",
    ];

    private static readonly string[] Schemas = ["ordering", "checkout", "billing", "notification", "loyalty", "scoring", "tracking"];

    private string _postgres = "";
    private Uri? _rabbit;
    private ShopService? _ordering;
    private ShopService? _checkout;
    private ShopService? _billing;
    private ShopService? _listeners;

    public Uri Rabbit => _rabbit ?? throw NotOpen();

    internal ShopService Ordering => _ordering ?? throw NotOpen();

    internal ShopService Checkout => _checkout ?? throw NotOpen();

    internal ShopService Billing => _billing ?? throw NotOpen();

    internal ShopService Listeners => _listeners ?? throw NotOpen();

    public async ValueTask InitializeAsync()
    {
        _postgres = await servers.Postgres.CreateDatabaseAsync("shop");
        _rabbit = await servers.Rabbit.CreateVirtualHostAsync("shop");
        _ordering = new ShopService("ordering", _postgres, _rabbit);
        _checkout = new ShopService("checkout", _postgres, _rabbit);
        _billing = new ShopService("billing", _postgres, _rabbit);
        _listeners = new ShopService("notification,loyalty,scoring,tracking", _postgres, _rabbit);

        // All at once, as an orchestrator would: they make their tables side by side.
        await EverythingUp(CancellationToken.None);
    }

    /// <summary>Starts what does not run.</summary>
    public async Task EverythingUp(CancellationToken cancellationToken)
    {
        await servers.BothUp(cancellationToken);
        await Task.WhenAll(
            Ordering.Start(cancellationToken),
            Checkout.Start(cancellationToken),
            Billing.Start(cancellationToken),
            Listeners.Start(cancellationToken));
    }

    /// <summary>Orders one desk lamp of ordering.</summary>
    public async Task Place(string number, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Ordering.Address };
        using var response = await http.PutAsJsonAsync(
            $"/orders/{number}",
            new { Lines = (object[])[new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 1, UnitPrice = 12.50m }] },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// Begins to replay a day through ordering, in a process of its own, and no faster than so many orders a second: what goes wrong is to
    /// go wrong in the middle, also on a machine that could be through with the day before.
    /// </summary>
    internal HostProcess Replay(GeneratedDay day, int ordersPerSecond) => HostProcess.Start(
        _postgres, Rabbit, "--services", "none", "--replay", day.File, "--ordering", Ordering.Address.ToString(),
        "--speed", $"{ordersPerSecond * GeneratedDay.SecondsBetweenOrders}");

    /// <summary>Waits until ordering has stored so many orders of the day, and makes sure that the replay is still under way.</summary>
    internal async Task UntilOrdersStored(int count, GeneratedDay day, HostProcess replay, CancellationToken cancellationToken)
    {
        var stored = $"""SELECT count(*) FROM ordering."Orders" WHERE "Number" LIKE '{day.Prefix}%'""";
        await Wait.Until(
            $"ordering has stored {count} orders",
            TimeSpan.FromSeconds(60),
            async () => await Count(stored, cancellationToken) >= count,
            cancellationToken);
        Assert.False(replay.HasExited, $"The replay was over before anything could go wrong:\n{replay.Output}");
    }

    /// <summary>The books balance, by the replay's own audit, and no message was set aside or passed over.</summary>
    internal async Task AssertBalanced(HostProcess replay, CancellationToken cancellationToken)
    {
        var exitCode = await replay.WaitForExit(cancellationToken);
        var waiting = await Task.WhenAll(
            Endpoints.Select(async endpoint => $"{endpoint} {await CountMessages(endpoint, cancellationToken)}"));
        var records = await Task.WhenAll(
            Schemas.Select(async schema => $"{schema} {await CountRecords(schema, cancellationToken)}"));
        Assert.True(exitCode == 0, $"""
            The replay ended with {exitCode}:
            {replay.Output}

            messages that wait in queues: {string.Join(", ", waiting)}
            records that wait in outboxes: {string.Join(", ", records)}

            ordering:
            {Ordering.Output}

            checkout:
            {Checkout.Output}

            billing:
            {Billing.Output}

            the listeners:
            {Listeners.Output}
            """);
        Assert.Contains("The books balance.", replay.Output, StringComparison.Ordinal);
        await AssertNothingSetAside(cancellationToken);
    }

    /// <summary>
    /// No message in an _error or _skipped queue. Order numbers are keys everywhere in the shop, so an effect that is tried twice would
    /// fail there: empty queues say that the inbox stopped every duplicate before.
    /// </summary>
    public async Task AssertNothingSetAside(CancellationToken cancellationToken)
    {
        foreach (var queue in Endpoints.SelectMany(endpoint => (string[])[$"{endpoint}_error", $"{endpoint}_skipped"]))
            Assert.Equal((queue, 0), (queue, await CountMessages(queue, cancellationToken)));
    }

    /// <summary>How many messages wait in a queue; 0 where there is no such queue.</summary>
    public async Task<long> CountMessages(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return await servers.Rabbit.CountMessagesAsync(Rabbit, queue, cancellationToken);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    private Task<long> CountRecords(string schema, CancellationToken cancellationToken) =>
        Count($"SELECT count(*) FROM {schema}.edakit_outbox", cancellationToken);

    public async Task<long> Count(string sql, CancellationToken cancellationToken)
    {
        // Unpooled: a pooled connection would outlive the restart of the server, and the next count would meet it.
        var unpooled = new NpgsqlConnectionStringBuilder(_postgres) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in (ShopService?[])[_ordering, _checkout, _billing, _listeners])
        {
            if (service is not null)
                await service.DisposeAsync();
        }
    }

    private static InvalidOperationException NotOpen() => new("The shop has not been opened.");
}
