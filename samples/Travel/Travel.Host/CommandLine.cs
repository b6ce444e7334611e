using System.CommandLine;
using Samples.Hosting;
using Travel.Host.Kills;
using Travel.Host.Services;

namespace Travel.Host;

/// <summary>The commands and options of this program.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Services = new("--services")
    {
        HelpName = "NAME,NAME",
        Description = $"Run only these services, as a process of their own on PostgreSQL and RabbitMQ; needs {ServerSettings.PostgresVariable} "
            + $"and {ServerSettings.RabbitMqVariable}. Names: {ServiceModules.Names}.",
    };

    private static readonly Option<string> Data = new("--data") { HelpName = "DIR", Description = "Where the SQLite files go." };

    private static readonly Option<string> Urls = new("--urls")
    {
        HelpName = "URL",
        Description = $"The address to listen on. Default: {ServeCommand.DefaultAddress}.",
    };

    public static RootCommand Create()
    {
        var root = new RootCommand("The travel sample of EdaKit. Without options: all services in this process, on SQLite files and an in-memory "
            + "transport, with a page to look at.") { Services, Data, Urls };
        root.Add(KillsCommand.Create());
        root.SetAction((parsed, cancellationToken) => ServeCommand.Run(OptionsOf(parsed), cancellationToken));
        return root;
    }

    /// <summary>Runs what the arguments ask for.</summary>
    /// <exception cref="OperatorException">The arguments cannot be read, or the command cannot be carried out.</exception>
    public static Task<int> Run(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
            throw new OperatorException($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} --help shows what there is.");

        // The web server ends itself in good order on Ctrl+C and SIGTERM; nobody shall cut it short.
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static ServeOptions OptionsOf(ParseResult parsed)
    {
        var options = new ServeOptions(
            parsed.GetValue(Services) is { } names
                ? [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Select(ServiceModules.Named)]
                : null,
            parsed.GetValue(Data) is { } folder ? Path.GetFullPath(folder) : null,
            parsed.GetValue(Urls));

        return options switch
        {
            { Services: [] } => throw new OperatorException($"--services names no service. The services are {ServiceModules.Names}."),
            { Services: not null, DataFolder: not null } => throw new OperatorException(
                "--data names a folder for SQLite files, and --services stores in PostgreSQL. Use one of the two."),
            _ => options,
        };
    }
}
