using System.Diagnostics;
using Npgsql;
using Retail.Host.Audit;
using Retail.Host.Services;
using Retail.Host.TradingDays;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;
using Spectre.Console;

namespace Retail.Host.Replay;

/// <summary>Replays trading days through the API, waits until the services have caught up, and checks the books.</summary>
internal static class ReplayCommand
{
    public static async Task<int> Run(ShopOptions options, CancellationToken cancellationToken)
    {
        using var interrupted = Interruption.Of(cancellationToken);

        // Read first: a mistake in a file should not cost a start of the whole shop.
        var invoices = TradingDayFiles.Read(options.Replay);

        return options.Ordering is { } ordering
            ? await ReplayThrough(ordering, options, invoices, interrupted.Token)
            : await ReplayEmbedded(options, invoices, interrupted.Token);
    }

    private static async Task<int> ReplayThrough(
        Uri ordering, ShopOptions options, IReadOnlyList<DayInvoice> invoices, CancellationToken cancellationToken)
    {
        var storage = await PostgreSqlStorage.Connect(ServerSettings.Postgres(), cancellationToken);
        await RequireTables(storage, cancellationToken);
        return await Replay(ordering, storage, options, invoices, cancellationToken);
    }

    /// <summary>Asks the books once, before anything is sent: a service that never ran has none, and would be waited for in vain.</summary>
    /// <exception cref="OperatorException">The tables of a service are missing.</exception>
    private static async Task RequireTables(IServiceStorage storage, CancellationToken cancellationToken)
    {
        try
        {
            await new ShopBooks(storage).Progress(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new OperatorException($"A service whose books are to be checked has never run on this database: {fault.MessageText}. "
                + $"Start it with --services NAME. The services are {ServiceModules.Names}.", fault);
        }
    }

    private static async Task<int> ReplayEmbedded(
        ShopOptions options, IReadOnlyList<DayInvoice> invoices, CancellationToken cancellationToken)
    {
        await using var data = ReplayFolder.Fresh(options.DataFolder);
        var storage = new SqliteStorage(data.Path);
        var urls = ListenAddress.Checked(options.Urls ?? ListenAddress.AnyFreePort);
        await using var app = await ShopHost.Build(
            options.ApplyTo(new ShopSettings(ServiceModules.All, storage, new InMemoryTransport(), urls) { WithPage = true }),
            cancellationToken);

        await app.StartAsync(cancellationToken);
        try
        {
            var address = app.Urls.First();
            if (options.Urls is not null)
                Console.WriteLine($"Open {address} in a browser meanwhile.");

            var exitCode = await Replay(new Uri(address), storage, options, invoices, cancellationToken);
            data.KeepIf(exitCode != 0);
            return exitCode;
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> Replay(
        Uri ordering, IServiceStorage storage, ShopOptions options, IReadOnlyList<DayInvoice> invoices, CancellationToken cancellationToken)
    {
        var console = Consoles.Open();

        var lines = invoices.Sum(invoice => invoice.Lines.Count);
        console.WriteLine($"Replaying {invoices.Count:N0} invoices with {lines:N0} lines through {ordering}");
        console.WriteLine($"Data: {storage.Description}");

        using var http = new HttpClient { BaseAddress = ordering, Timeout = TimeSpan.FromSeconds(30) };
        var client = new OrderingClient(http, TimeProvider.System);
        await client.RequireReachable(cancellationToken);

        var books = new ShopBooks(storage);
        var stopwatch = Stopwatch.StartNew();
        var pace = new ReplayPace(invoices, options.Speed, TimeProvider.System);
        var complete = await ShowProgress(console, invoices, client, pace, books, cancellationToken);
        console.WriteLine(complete
            ? $"Complete after {stopwatch.Elapsed.TotalSeconds:0.0} s"
            : $"Gave up after {stopwatch.Elapsed.TotalSeconds:0.0} s: nothing happened for {BooksWatch.Patience.TotalSeconds:0} s");

        var audit = await BooksAudit.Of(invoices, books, cancellationToken);
        BooksReport.Print(audit, console);
        return audit.Balances ? 0 : 1;
    }

    private static Task<bool> ShowProgress(
        IAnsiConsole console,
        IReadOnlyList<DayInvoice> invoices,
        OrderingClient client,
        ReplayPace pace,
        ShopBooks books,
        CancellationToken cancellationToken) =>
        console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new ShopClockColumn(pace))
            .StartAsync(async progress =>
            {
                var sending = progress.AddTask("Sent to ordering", maxValue: invoices.Count);
                var handling = progress.AddTask("Handled by everybody", maxValue: invoices.Count);

                await CustomerQueues.SendAll(invoices, client, pace, () => sending.Increment(1), cancellationToken);

                var numbers = invoices.Select(invoice => invoice.Number).ToHashSet();
                return await new BooksWatch(books, TimeProvider.System).UntilComplete(
                    numbers, open => handling.Value = invoices.Count - open, cancellationToken);
            });
}
