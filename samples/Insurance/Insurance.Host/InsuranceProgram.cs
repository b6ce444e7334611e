using System.CommandLine;
using EdaKit.Testing.Servers;
using Insurance.Analytics;
using Insurance.Analytics.Files;
using Insurance.Host.Seeding;
using Npgsql;
using Samples.Hosting;
using Spectre.Console;

namespace Insurance.Host;

/// <summary>The program: finds or starts PostgreSQL, fills an empty store with policies, and serves until Ctrl+C.</summary>
internal static class InsuranceProgram
{
    private const string DefaultAddress = "http://127.0.0.1:5100";
    private const string DefaultAnalytics = "insurance-analytics.duckdb";
    private const int DefaultPolicies = 60;
    private const int MostPolicies = 100_000;

    /// <returns>0 all is well, 2 the command could not be carried out and the message says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Create().Parse(args);
            if (parsed.Errors.Count > 0)
                throw new OperatorException($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} --help shows what there is.");

            // The web server ends itself in good order on Ctrl+C and SIGTERM; nobody shall cut it short.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception fault) when (fault is OperatorException or TestServerUnavailableException or AnalyticsUnavailableException)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped before the end.");
            return 2;
        }
    }

    private static RootCommand Create()
    {
        var urls = new Option<string>("--urls") { HelpName = "URL", Description = "The address to listen on.", DefaultValueFactory = _ => DefaultAddress };
        var policies = new Option<int>("--policies")
        {
            HelpName = "N",
            Description = "How many policies to make up where the store is empty.",
            DefaultValueFactory = _ => DefaultPolicies,
        };
        var analytics = new Option<string?>("--analytics")
        {
            HelpName = "FILE",
            Description = $"DuckDB's file of the analytics. Default: '{DefaultAnalytics}', and a file that ends with the program where PostgreSQL does.",
        };

        var root = new RootCommand("The insurance sample of EdaKit: contracts as event streams, and their state at any date.")
        {
            urls, policies, analytics, VerifyCommand.Create(),
        };
        root.SetAction((parsed, cancellationToken) => ServeAsync(parsed.GetValue(urls)!, parsed.GetValue(policies), parsed.GetValue(analytics), cancellationToken));
        return root;
    }

    private static async Task<int> ServeAsync(string urls, int policies, string? analytics, CancellationToken cancellationToken)
    {
        if (policies is < 0 or > MostPolicies)
            throw new OperatorException($"--policies is {policies}. Give a number from 0 to {MostPolicies:N0}.");

        var address = ListenAddress.Checked(urls);
        await using var server = await StartServerAsync(cancellationToken);
        var connectionString = server.IsPrivate ? await server.CreateDatabaseAsync("insurance", cancellationToken) : server.ConnectionString;
        await using var database = NpgsqlDataSource.Create(connectionString);

        using var folder = server.IsPrivate && analytics is null ? new PassingFolder() : null;
        var file = analytics ?? folder?.File(DefaultAnalytics) ?? DefaultAnalytics;

        await using var app = await InsuranceHost.BuildAsync(database, address, new AnalyticsOptions { File = file }, cancellationToken);
        await app.StartAsync(cancellationToken);
        var seeder = app.Services.GetRequiredService<Seeder>();
        // From its start on the web server is who hears of Ctrl+C and SIGTERM.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await Consoles.Open().Progress().StartAsync(progress => seeder.FillAsync(policies, new SeedBar(progress), stopping.Token));

        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        Console.WriteLine($"""
            EdaKit sample 'insurance'
              data       PostgreSQL, database '{settings.Database}' at {settings.Host}:{settings.Port}{(server.IsPrivate ? "; it ends with this program" : "")}
              analytics  DuckDB, '{Path.GetFullPath(file)}'{(folder is null ? "" : "; it ends with this program")}
              address    {app.Urls.First()}

            Open {app.Urls.First()} in a browser: find a policy, and pull the slider through its time. Or by hand:
              curl '{app.Urls.First()}/policies?search=lyon'
              curl '{app.Urls.First()}/analytics/regions'

            Ctrl+C stops.
            """);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task<PostgreSqlServer> StartServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PostgreSqlServer.StartAsync(cancellationToken: cancellationToken);
        }
        catch (NpgsqlException fault)
        {
            throw new OperatorException($"""
                PostgreSQL does not let us in: {(fault.InnerException ?? fault).Message}
                Start the server, or correct {PostgreSqlServer.EnvironmentVariable}.
                """, fault);
        }
    }
}
