using System.CommandLine;
using System.CommandLine.Parsing;
using Retail.Host.Burst;
using Retail.Host.Compare;
using Retail.Host.Replay;
using Retail.Host.Services;
using Retail.Host.Work;
using Samples.Hosting;

namespace Retail.Host;

/// <summary>The commands and options of this program.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Services = new("--services")
    {
        HelpName = "NAME,NAME",
        Description = $"Run only these services, as a process of their own on PostgreSQL and RabbitMQ; needs {ServerSettings.PostgresVariable} "
            + $"and {ServerSettings.RabbitMqVariable}. Names: {ServiceModules.Names}; or 'none', to replay through services that run elsewhere.",
    };

    private static readonly Option<string> Data = new("--data") { HelpName = "DIR", Description = "Where the SQLite files go." };

    private static readonly Option<string> Urls = new("--urls")
    {
        HelpName = "URL",
        Description = $"The address to listen on. Default: {ListenAddress.Default}.",
    };

    private static readonly Option<string[]> Replay = new("--replay")
    {
        HelpName = "FILE...",
        Description = "Start everything on fresh files, replay these trading days, check the books, and end.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<double?> Speed = new("--speed")
    {
        HelpName = "N",
        Description = "Replay N times faster than the day was; 60 plays an hour in a minute. Without it: as fast as it goes.",
    };

    private static readonly Option<string> Ordering = new("--ordering")
    {
        HelpName = "URL",
        Description = "With --services none: the address of the ordering service to replay through.",
    };

    private static readonly Option<string> Work = new("--work")
    {
        HelpName = "NAME=MS,...",
        Description = "Let services pretend to work so many milliseconds over each message, or the api over each order: api=60,billing=40.",
    };

    private static readonly Option<int?> Concurrency = new("--concurrency")
    {
        HelpName = "N",
        Description = "How many messages an endpoint handles at the same time. Default: MassTransit's.",
    };

    private static readonly Option<bool> Telemetry = new("--telemetry")
    {
        Description = "Send traces and metrics by OTLP to http://localhost:4317, or where OTEL_EXPORTER_OTLP_ENDPOINT says.",
    };

    public static RootCommand Create()
    {
        var root = new RootCommand("The retail sample of EdaKit. Without options: all services in this process, on SQLite files and an "
            + "in-memory transport, with a page to look at.");
        foreach (var option in (Option[])[Services, Data, Urls, Replay, Speed, Ordering, Work, Concurrency, Telemetry])
            root.Add(option);
        root.Add(BurstCommand.Create());
        root.Add(CompareCommand.Create());

        root.SetAction((parsed, cancellationToken) =>
        {
            var options = OptionsOf(parsed);
            return options.Replay.Count > 0
                ? ReplayCommand.Run(options, cancellationToken)
                : ServeCommand.Run(options, cancellationToken);
        });
        return root;
    }

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0 if all is well; what else a command returns, it says.</returns>
    /// <exception cref="OperatorException">The arguments cannot be read, or the command cannot be carried out.</exception>
    public static Task<int> Run(string[] args)
    {
        var parsed = Parse(args);

        // The web server and the other commands end themselves in good order on Ctrl+C and SIGTERM; nobody shall cut them short.
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <exception cref="OperatorException">The arguments cannot be read.</exception>
    public static ParseResult Parse(string[] args)
    {
        var parsed = Create().Parse(args);
        return parsed.Errors.Count == 0
            ? parsed
            : throw new OperatorException($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} --help shows what there is.");
    }

    /// <exception cref="OperatorException">An option cannot be read, or does not go with the others.</exception>
    public static ShopOptions OptionsOf(ParseResult parsed) => Checked(new ShopOptions
    {
        Services = parsed.GetValue(Services) is { } names ? ParseServices(names) : null,
        DataFolder = parsed.GetValue(Data) is { } folder ? Path.GetFullPath(folder) : null,
        Urls = parsed.GetValue(Urls),
        Replay = parsed.GetValue(Replay) ?? [],
        Speed = parsed.GetValue(Speed),
        Ordering = parsed.GetValue(Ordering) is { } address ? ParseAddress(address) : null,
        WorkingTimes = WorkingTimes.Parse(parsed.GetValue(Work) ?? "", [.. ServiceModules.All.Select(module => module.Name)]),
        Concurrency = parsed.GetValue(Concurrency),
        Telemetry = parsed.GetValue(Telemetry),
    });

    private static ShopOptions Checked(ShopOptions options) => options switch
    {
        { Services: [], Replay.Count: 0 } =>
            throw new OperatorException("With --services none there is nothing to run. Add --replay FILE... and --ordering URL."),
        { Services.Count: > 0, Replay.Count: > 0 } => throw new OperatorException(
            "--replay runs either all services in this process (leave --services out) or none (--services none --ordering URL)."),
        { Services: [], Ordering: null } => throw new OperatorException(
            "--services none needs --ordering URL, the address of the ordering service to replay through."),
        { Services: not [], Ordering: not null } =>
            throw new OperatorException("--ordering goes with --services none: otherwise this process runs ordering itself."),
        { Services: [], Urls: not null } => throw new OperatorException("--urls has nothing to listen for with --services none."),
        { Services: not null, DataFolder: not null } => throw new OperatorException(
            "--data names a folder for SQLite files, and --services stores in PostgreSQL. Use one of the two."),
        { Replay.Count: 0, Speed: not null } => throw new OperatorException("--speed is the speed of a replay. Add --replay FILE..."),
        { Speed: not > 0 and not null } => throw new OperatorException($"--speed {options.Speed} does not move. Name a number above 0."),
        { Concurrency: < 1 } => throw new OperatorException($"--concurrency {options.Concurrency} handles nothing. Name a number above 0."),
        _ => options,
    };

    private static IReadOnlyList<ServiceModule> ParseServices(string value) => value == "none"
        ? []
        : [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Select(ServiceModules.Named)];

    private static Uri ParseAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new OperatorException($"'{value}' is not an http address. Write it like http://127.0.0.1:5080.");
}
