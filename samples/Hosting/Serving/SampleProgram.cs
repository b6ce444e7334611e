using System.CommandLine;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Samples.Hosting.Serving;

/// <summary>The program of a sample: runs its services until Ctrl+C or SIGTERM, or one of its other commands.</summary>
internal static class SampleProgram
{
    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0 all is well, 1 something did not end as it should, 2 the command could not be carried out and the message says why.</returns>
    public static async Task<int> RunAsync(Sample sample, string[] args, params Command[] commands)
    {
        try
        {
            var parsed = Create(sample, commands).Parse(args);
            if (parsed.Errors.Count > 0)
                throw new OperatorException($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} --help shows what there is.");

            // The web server ends itself in good order on Ctrl+C and SIGTERM; nobody shall cut it short.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (OperatorException fault)
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

    private static RootCommand Create(Sample sample, Command[] commands)
    {
        var services = new Option<string>("--services")
        {
            HelpName = "NAME,NAME",
            Description = $"Run only these services, as a process of their own on PostgreSQL and RabbitMQ; needs {ServerSettings.PostgresVariable} "
                + $"and {ServerSettings.RabbitMqVariable}. Names: {sample.Names}.",
        };
        var data = new Option<string>("--data") { HelpName = "DIR", Description = "Where the SQLite files go." };
        var urls = new Option<string>("--urls") { HelpName = "URL", Description = $"The address to listen on. Default: {sample.DefaultAddress}." };

        var root = new RootCommand($"{sample.Description} Without options: all services in this process, on SQLite files and an in-memory transport.")
        {
            services, data, urls,
        };
        foreach (var command in commands)
            root.Add(command);
        root.SetAction((parsed, cancellationToken) =>
            ServeAsync(sample, parsed.GetValue(services), parsed.GetValue(data), parsed.GetValue(urls), cancellationToken));
        return root;
    }

    private static async Task<int> ServeAsync(Sample sample, string? services, string? data, string? urls, CancellationToken cancellationToken)
    {
        var modules = services is null
            ? sample.Modules
            : [.. services.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Select(sample.Named)];
        if (modules.Count == 0)
            throw new OperatorException($"--services names no service. The services are {sample.Names}.");
        if (services is not null && data is not null)
            throw new OperatorException("--data names a folder for SQLite files, and --services stores in PostgreSQL. Use one of the two.");

        // Only the one that people talk to has an address that others know.
        var isEntry = modules.Contains(sample.Modules[0]);
        var address = ListenAddress.Checked(urls ?? (isEntry ? sample.DefaultAddress : ListenAddress.AnyFreePort));

        IServiceStorage storage = services is null
            ? new SqliteStorage(data is null ? SqliteStorage.DefaultFolder(sample.Name) : Path.GetFullPath(data))
            : await PostgreSqlStorage.Connect(ServerSettings.Postgres(), cancellationToken);
        IServiceTransport transport = services is null
            ? new InMemoryTransport()
            : await RabbitMqTransport.Connect(ServerSettings.RabbitMq(), cancellationToken);

        await using var app = await SampleHost.Build(sample, modules, storage, transport, address, cancellationToken);
        await app.StartAsync(cancellationToken);

        Console.WriteLine($"""
            EdaKit sample '{sample.Name}': {string.Join(", ", modules.Select(module => module.Name))}
              data       {storage.Description}
              transport  {transport.Description}
              address    {app.Urls.First()}
            """);
        if (isEntry)
            Console.WriteLine($"\n{sample.Invitation(app.Urls.First())}\n");
        Console.WriteLine("Ctrl+C stops.");

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
