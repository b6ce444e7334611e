using System.CommandLine;

namespace EdaKit.Cli.Databases;

/// <summary>The options that say which database a command works on.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>Where the connection string comes from when it is not on the command line, where other users of the machine could see it.</summary>
    public const string Variable = "EDAKIT_CONNECTION";

    private const string Forms = "Write it like 'Host=db;Database=shop;Username=anna;Password=...' for PostgreSQL, or 'Data Source=shop.db' for SQLite.";

    private readonly Option<string> _connection = new("--connection", "-c")
    {
        HelpName = "STRING",
        Description = $"The connection string, as the application has it. Default: the environment variable {Variable}.",
        Recursive = true,
    };

    private readonly Option<string> _provider = new("--provider")
    {
        HelpName = "postgres|sqlite",
        Description = "Which database it is. Default: what the connection string says.",
        Recursive = true,
    };

    private readonly Option<string> _schema = new("--schema")
    {
        HelpName = "NAME",
        Description = "The schema of the tables, if the application gave them one. PostgreSQL only.",
        Recursive = true,
    };

    public DatabaseOptions() => _provider.AcceptOnlyFromAmong(PostgreSqlDatabase.Provider, SqliteDatabase.Provider);

    public void AddTo(Command command)
    {
        command.Add(_connection);
        command.Add(_provider);
        command.Add(_schema);
    }

    /// <exception cref="ToolException">It is not said which database, or not in a way that can be read.</exception>
    public Database Read(ParseResult parsed) => Read(parsed.GetValue(_connection), parsed.GetValue(_provider), parsed.GetValue(_schema));

    /// <exception cref="ToolException">It is not said which database, or not in a way that can be read.</exception>
    internal static Database Read(string? connection, string? provider, string? schema)
    {
        if (string.IsNullOrWhiteSpace(connection))
            connection = Environment.GetEnvironmentVariable(Variable);

        if (string.IsNullOrWhiteSpace(connection))
            throw ToolException.Usage($"Which database? Name it with --connection, or in the environment variable '{Variable}'. {Forms}");

        if (schema is not null && string.IsNullOrWhiteSpace(schema))
            throw ToolException.Usage("The schema has no name. Name it, or leave --schema out.");

        // What cannot be read is not shown either: nobody knows which part of it is the password.
        var database = provider switch
        {
            PostgreSqlDatabase.Provider => PostgreSqlDatabase.TryRead(connection, schema),
            SqliteDatabase.Provider => SqliteDatabase.TryRead(connection, schema),
            _ => PostgreSqlDatabase.TryRead(connection, schema) ?? (Database?)SqliteDatabase.TryRead(connection, schema),
        };

        return database ?? throw ToolException.Usage(connection.Contains("://", StringComparison.Ordinal)
            ? $"The connection string is a URL, which .NET's database drivers do not read. {Forms}"
            : $"The connection string cannot be read{(provider is null ? "" : $" as one of '--provider {provider}'")}: a keyword or a value in it is wrong, or it names neither "
                + $"host nor file. {Forms}");
    }
}
