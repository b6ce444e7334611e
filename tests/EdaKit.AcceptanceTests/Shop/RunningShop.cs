using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>Ordering, checkout and billing, each in a process of its own, on a database and a virtual host of their own.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private static readonly string[] Endpoints =
    [
        "take-stock-and-payment", "put-stock-back", "issue-invoice", "issue-credit-note",
        "mark-order-paid", "mark-order-invoiced", "mark-stock-returned", "mark-return-credited",
    ];

    private readonly RealServers _servers;
    private readonly string _postgres;

    private RunningShop(RealServers servers, string postgres, Uri rabbit)
    {
        (_servers, _postgres, Rabbit) = (servers, postgres, rabbit);
        Ordering = new ShopService("ordering", postgres, rabbit);
        Checkout = new ShopService("checkout", postgres, rabbit);
        Billing = new ShopService("billing", postgres, rabbit);
    }

    public Uri Rabbit { get; }

    public ShopService Ordering { get; }

    public ShopService Checkout { get; }

    public ShopService Billing { get; }

    public static async Task<RunningShop> Open(RealServers servers, CancellationToken cancellationToken)
    {
        var shop = new RunningShop(
            servers,
            await servers.Postgres.CreateDatabaseAsync("shop", cancellationToken),
            await servers.Rabbit.CreateVirtualHostAsync("shop", cancellationToken));

        // All at once, as an orchestrator would: they make their tables side by side.
        await Task.WhenAll(
            shop.Ordering.Start(cancellationToken), shop.Checkout.Start(cancellationToken), shop.Billing.Start(cancellationToken));
        return shop;
    }

    /// <summary>Begins to replay a day through ordering, in a process of its own.</summary>
    public HostProcess Replay(string day) => HostProcess.Start(
        _postgres, Rabbit, "--services", "none", "--replay", day, "--ordering", Ordering.Address.ToString());

    /// <summary>Waits until ordering has stored so many orders, and makes sure that the replay is still under way.</summary>
    public async Task UntilOrdersStored(int count, HostProcess replay, CancellationToken cancellationToken)
    {
        await Wait.Until(
            $"ordering has stored {count} orders",
            TimeSpan.FromSeconds(60),
            async () => await Count("""SELECT count(*) FROM ordering."Orders" """, cancellationToken) >= count,
            cancellationToken);
        Assert.False(replay.HasExited, $"The replay was over before anything could go wrong:\n{replay.Output}");
    }

    /// <summary>The books balance, by the replay's own audit, and no message was set aside or passed over.</summary>
    public async Task AssertBalanced(HostProcess replay, CancellationToken cancellationToken)
    {
        var exitCode = await replay.WaitForExit(cancellationToken);
        Assert.True(exitCode == 0, $"The replay ended with {exitCode}:\n{replay.Output}\n\nordering:\n{Ordering.Output}\n\ncheckout:\n{Checkout.Output}\n\nbilling:\n{Billing.Output}");
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
            return await _servers.Rabbit.CountMessagesAsync(Rabbit, queue, cancellationToken);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    public async Task<long> Count(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_postgres);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Ordering.DisposeAsync();
        await Checkout.DisposeAsync();
        await Billing.DisposeAsync();
    }
}
