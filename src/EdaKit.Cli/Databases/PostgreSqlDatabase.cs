using System.Net.Sockets;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.Cli.Databases;

/// <summary>A database on a PostgreSQL server.</summary>
internal sealed class PostgreSqlDatabase : Database
{
    public const string Provider = "postgres";

    private readonly NpgsqlConnectionStringBuilder _connection;

    private PostgreSqlDatabase(NpgsqlConnectionStringBuilder connection, string? schema)
        : base(schema)
    {
        _connection = connection;

        // Whoever looks at the server's sessions sees who is there.
        _connection.ApplicationName ??= "edakit";
    }

    public override string Name => $"{StoreDialect.PostgreSql.Name} '{_connection.Database ?? _connection.Username}' on {_connection.Host}:{_connection.Port}";

    /// <summary>The database of a connection string; null where PostgreSQL's driver cannot read it, or it names no host.</summary>
    public static PostgreSqlDatabase? TryRead(string connection, string? schema)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection) is { Host: { Length: > 0 } host } read && !IsUrl(host) ? new(read, schema) : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    public override void Use(DbContextOptionsBuilder options) => options.UseNpgsql(_connection.ConnectionString);

    protected override ToolException? Explain(Exception cause, Exception error, NeededTables tables) => cause switch
    {
        PostgresException answer => Explain(answer, error, tables),
        NpgsqlException { InnerException: (SocketException or IOException or TimeoutException) and var silence } => new(ExitCode.Unreachable,
            $"{Name} cannot be reached: {silence.Message.TrimEnd('.')}. Does the server run, and are host and port right?", error),
        NpgsqlException { InnerException: not NpgsqlException } refusal => ToolException.Usage(
            $"{Name} takes no connection: {(refusal.InnerException ?? refusal).Message.TrimEnd('.')}. See to user, password and SSL Mode in the connection string.", error),
        _ => null,
    };

    private ToolException Explain(PostgresException answer, Exception error, NeededTables tables) => answer.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => ToolException.Usage(NoTable(tables), error),
        PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.DatatypeMismatch => ToolException.Usage(
            $"The tables in {Name} are not those of this version of edakit: {answer.MessageText}. {tables.Remedy("postgresql")} "
            + "A naming convention of the application is not known to edakit.", error),
        PostgresErrorCodes.InsufficientPrivilege => ToolException.Usage(
            $"The user '{_connection.Username}' may not do this in {Name}: {answer.MessageText}. Grant it {tables.Rights} on '{tables.Main}', and usage on "
            + "its schema, or name another user.", error),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => ToolException.Usage(
            $"{Name} does not let '{_connection.Username}' in: {answer.MessageText}. Are user and password in the connection string right?", error),
        PostgresErrorCodes.InvalidCatalogName => ToolException.Usage($"There is no such database: {Name}. Is the name in the connection string right?", error),
        PostgresErrorCodes.ReadOnlySqlTransaction => ToolException.Usage($"{Name} can only be read: it is a standby, or set so. Connect to the primary server.", error),
        _ when answer.IsTransient => new(ExitCode.Unreachable,
            $"{Name} cannot do it now: {answer.MessageText} ({answer.SqlState}). Look, and try again later.", error),
        _ => new(ExitCode.Failed, $"{Name} reports an error: {answer.MessageText} ({answer.SqlState}).", error),
    };

    /// <summary>The host is shown, and in place of one a URL may have a password in it.</summary>
    private static bool IsUrl(string host) => host.Contains("://", StringComparison.Ordinal) || (host.Contains('@', StringComparison.Ordinal) && !host.StartsWith('@'));

    private string NoTable(NeededTables tables) => Schema is null
        ? $"{Name} has no table '{tables.Main}' in the schemas that it searches. If the application gave its tables a schema, name it: --schema NAME. "
            + tables.Remedy("postgresql") + " Or is it another database?"
        : $"{Name} has no table '{tables.Main}' in the schema '{Schema}'. Is --schema right? {tables.Remedy("postgresql")}";
}
