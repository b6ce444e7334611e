using Retail.Host.Services;

namespace Retail.Host;

/// <summary>What the person at the console asked for.</summary>
internal sealed record CommandLine
{
    /// <summary>The services to run in this process; null where nothing was said, which means all of them, embedded.</summary>
    public IReadOnlyList<ServiceModule>? Services { get; private init; }

    /// <summary>Where the SQLite files go; null for the default folder.</summary>
    public string? DataFolder { get; private init; }

    /// <summary>The trading days to replay.</summary>
    public IReadOnlyList<string> Replay { get; private init; } = [];

    /// <summary>The address of an ordering service in another process.</summary>
    public Uri? Ordering { get; private init; }

    /// <summary>The address to listen on; null for the default.</summary>
    public string? Urls { get; private init; }

    public bool Help { get; private init; }

    /// <exception cref="OperatorException">An option is unknown, has no value, or does not go with the others.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            command = args[i] switch
            {
                "--services" => command with { Services = ParseServices(ValueOf(args, ref i)) },
                "--data" => command with { DataFolder = Path.GetFullPath(ValueOf(args, ref i)) },
                "--ordering" => command with { Ordering = ParseAddress(ValueOf(args, ref i)) },
                "--urls" => command with { Urls = ValueOf(args, ref i) },
                "--replay" => command with { Replay = [.. command.Replay, .. ValuesOf(args, ref i)] },
                "--help" or "-h" or "-?" => command with { Help = true },
                var unknown => throw new OperatorException($"'{unknown}' is not an option of this program. --help shows those that are."),
            };
        }

        return command.Help ? command : command.Checked();
    }

    public static int PrintHelp()
    {
        Console.WriteLine($"""
            The retail sample of EdaKit: ordering, checkout and billing.

              (no options)             all services in this process, on SQLite files and MassTransit's in-memory transport
              --data DIR               where the SQLite files go
              --urls URL               the address to listen on, for example http://127.0.0.1:5080
              --replay FILE...         start everything on fresh files, replay these trading days, check the books, and end

              --services NAME,NAME     run only these services, as a process of their own; needs {ServerSettings.PostgresVariable}
                                       and {ServerSettings.RabbitMqVariable}. Names: {ServiceModules.Names}
              --services none --replay FILE... --ordering URL
                                       replay through services that run elsewhere, and check their books;
                                       needs {ServerSettings.PostgresVariable}
            """);
        return 0;
    }

    private CommandLine Checked()
    {
        if (Services is [] && Replay.Count == 0)
            throw new OperatorException("With --services none there is nothing to run. Add --replay FILE... and --ordering URL.");
        if (Services is { Count: > 0 } && Replay.Count > 0)
            throw new OperatorException(
                "--replay runs either all services in this process (leave --services out) or none (--services none --ordering URL).");
        if (Services is [] && Ordering is null)
            throw new OperatorException("--services none needs --ordering URL, the address of the ordering service to replay through.");
        if (Services is not [] && Ordering is not null)
            throw new OperatorException("--ordering goes with --services none: otherwise this process runs ordering itself.");
        if (Services is [] && Urls is not null)
            throw new OperatorException("--urls has nothing to listen for with --services none.");
        if (Services is not null && DataFolder is not null)
            throw new OperatorException("--data names a folder for SQLite files, and --services stores in PostgreSQL. Use one of the two.");
        return this;
    }

    private static string ValueOf(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal)
            ? args[++i]
            : throw new OperatorException($"'{args[i]}' needs a value.");

    private static List<string> ValuesOf(IReadOnlyList<string> args, ref int i)
    {
        var values = new List<string> { ValueOf(args, ref i) };
        while (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            values.Add(args[++i]);
        return values;
    }

    private static IReadOnlyList<ServiceModule> ParseServices(string value)
    {
        if (value == "none")
            return [];

        return [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Select(name =>
            ServiceModules.All.FirstOrDefault(module => module.Name == name)
            ?? throw new OperatorException($"There is no service '{name}'. The services are {ServiceModules.Names}."))];
    }

    private static Uri ParseAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new OperatorException($"'{value}' is not an http address. Write it like http://127.0.0.1:5080.");
}
