using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Flow.Parts;
using EdaKit.Tracing.Explaining.Broker;

namespace EdaKit.Cli.Flows;

/// <summary>The options of the commands that explain: which databases, and which broker.</summary>
internal sealed class FlowOptions
{
    /// <summary>The environment variable with the broker, where the command line names none.</summary>
    private const string BrokerVariable = "EDAKIT_BROKER";

    private readonly Option<string[]> _connections = new("--connection", "-c")
    {
        HelpName = "STRING",
        Description = $"The connection string of a service, as the application has it. As often as there are services. Default: the environment variable {DatabaseOptions.Variable}, "
            + "with a line for each.",
    };

    private readonly Option<string> _provider = new("--provider") { HelpName = "postgres|sqlite", Description = "Which databases they are. Default: what the connection strings say." };

    private readonly Option<string> _schema = new("--schema") { HelpName = "NAME", Description = "The schema of the tables, if the applications gave them one. PostgreSQL only." };

    private readonly Option<string> _broker = new("--broker")
    {
        HelpName = "URI",
        Description = "Where RabbitMQ's management API is, with user, password and virtual host, such as http://guest:guest@localhost:15672/shop, to say where messages are that were sent and "
            + $"not handled. Default: the environment variable {BrokerVariable}; without one no broker is asked.",
    };

    private readonly Option<string[]> _parts = new("--flow")
    {
        HelpName = "PART",
        Description = "What services declare to publish: a file, or a folder of such, as for edakit flow. As often as there are. Default: none, and all is learned from the journals.",
    };

    public FlowOptions() => _provider.AcceptOnlyFromAmong(PostgreSqlDatabase.Provider, SqliteDatabase.Provider);

    public void AddTo(Command command)
    {
        command.Add(_connections);
        command.Add(_provider);
        command.Add(_schema);
        command.Add(_broker);
        command.Add(_parts);
    }

    /// <exception cref="ToolException">A file or folder is not there, or is no part.</exception>
    public IReadOnlyList<FlowPart> Parts(ParseResult parsed) => PartsArgument.Read(parsed.GetValue(_parts) ?? []);

    /// <exception cref="ToolException">It is not said which databases, or not in a way that can be read.</exception>
    public IReadOnlyList<Database> Read(ParseResult parsed)
    {
        var (given, provider, schema) = (parsed.GetValue(_connections) ?? [], parsed.GetValue(_provider), parsed.GetValue(_schema));

        if (given.Length == 0)
            given = Environment.GetEnvironmentVariable(DatabaseOptions.Variable)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        return given.Length == 0 ? [DatabaseOptions.Read(null, provider, schema)] : [.. given.Select(connection => DatabaseOptions.Read(connection, provider, schema))];
    }

    /// <returns>Null where none is to be asked.</returns>
    /// <exception cref="ToolException">It is no address of a management API.</exception>
    public RabbitMqBroker? OpenBroker(ParseResult parsed)
    {
        var given = parsed.GetValue(_broker) ?? Environment.GetEnvironmentVariable(BrokerVariable);
        if (string.IsNullOrWhiteSpace(given))
            return null;

        try
        {
            return new(new Uri(given, UriKind.RelativeOrAbsolute));
        }
        catch (UriFormatException error)
        {
            // What it holds may be a password: it is not repeated.
            throw new ToolException(ExitCode.Usage, $"The broker's address cannot be read: {error.Message} Give one such as http://guest:guest@localhost:15672/shop.", error);
        }
        catch (ArgumentException error)
        {
            throw new ToolException(ExitCode.Usage, error.Message.Split(" (Parameter", 2)[0], error);
        }
    }
}
