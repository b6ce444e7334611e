using System.CommandLine;
using EdaKit.Cli.Databases;

namespace EdaKit.Cli.Flows;

/// <summary>The options of the commands that explain: which databases.</summary>
internal sealed class FlowOptions
{
    private readonly Option<string[]> _connections = new("--connection", "-c")
    {
        HelpName = "STRING",
        Description = $"The connection string of a service, as the application has it. As often as there are services. Default: the environment variable {DatabaseOptions.Variable}, "
            + "with a line for each.",
    };

    private readonly Option<string> _provider = new("--provider") { HelpName = "postgres|sqlite", Description = "Which databases they are. Default: what the connection strings say." };

    private readonly Option<string> _schema = new("--schema") { HelpName = "NAME", Description = "The schema of the tables, if the applications gave them one. PostgreSQL only." };

    public FlowOptions() => _provider.AcceptOnlyFromAmong(PostgreSqlDatabase.Provider, SqliteDatabase.Provider);

    public void AddTo(Command command)
    {
        command.Add(_connections);
        command.Add(_provider);
        command.Add(_schema);
    }

    /// <exception cref="ToolException">It is not said which databases, or not in a way that can be read.</exception>
    public IReadOnlyList<Database> Read(ParseResult parsed)
    {
        var (given, provider, schema) = (parsed.GetValue(_connections) ?? [], parsed.GetValue(_provider), parsed.GetValue(_schema));

        if (given.Length == 0)
            given = Environment.GetEnvironmentVariable(DatabaseOptions.Variable)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        return given.Length == 0 ? [DatabaseOptions.Read(null, provider, schema)] : [.. given.Select(connection => DatabaseOptions.Read(connection, provider, schema))];
    }
}
