using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Databases;

/// <summary>A SQLite file.</summary>
internal sealed class SqliteDatabase : Database
{
    public const string Provider = "sqlite";

    // The result codes of https://sqlite.org/rescode.html.
    private const int Error = 1, Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, CannotOpen = 14, Authorization = 23, NotADatabase = 26;

    private readonly SqliteConnectionStringBuilder _connection;

    private SqliteDatabase(SqliteConnectionStringBuilder connection)
        : base(schema: null)
    {
        _connection = connection;

        // By itself SQLite makes an empty file where there is none, and a wrong path would look like missing tables.
        if (_connection.Mode == SqliteOpenMode.ReadWriteCreate)
            _connection.Mode = SqliteOpenMode.ReadWrite;
    }

    public override string Name => $"{StoreDialect.Sqlite.Name} file '{_connection.DataSource}'";

    /// <summary>The file of a connection string; null where SQLite's driver cannot read it, or it names no file.</summary>
    /// <exception cref="ToolException">A schema or a password is named.</exception>
    public static SqliteDatabase? TryRead(string connection, string? schema)
    {
        SqliteConnectionStringBuilder read;
        try
        {
            read = new(connection);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }

        if (read.DataSource.Length == 0)
            return null;

        if (schema is not null)
            throw ToolException.Usage("SQLite has no schemas. Leave --schema out.");

        return read.Password.Length == 0 ? new(read) : throw ToolException.Usage("edakit cannot read encrypted SQLite files. Leave the password out if the file is not encrypted.");
    }

    public override void Use(DbContextOptionsBuilder options) => options.UseSqlite(_connection.ConnectionString);

    protected override ToolException? Explain(Exception cause, Exception error, NeededTables tables) => cause is not SqliteException answer ? null : answer.SqliteErrorCode switch
    {
        CannotOpen => ToolException.Usage($"{Name} cannot be opened. Is the path right, seen from this folder, and may '{Environment.UserName}' read and write it?", error),
        NotADatabase => ToolException.Usage($"{Name} is not a database, or is an encrypted one. Is the path right?", error),

        // SQLite has one code for a table that is missing and a column that is; its own words say which.
        Error => ToolException.Usage($"The tables in {Name} are missing, or not those of this version of edakit: {answer.Message} {tables.Remedy("sqlite")} "
            + "A naming convention of the application is not known to edakit.", error),
        Permission or ReadOnly or Authorization => ToolException.Usage(
            $"{Name} can only be read. Give '{Environment.UserName}' the right to write the file and its folder.", error),
        Busy or Locked => new(ExitCode.Unreachable, $"{Name} is held by another process that writes to it. Try again.", error),
        _ => new(ExitCode.Failed, $"{Name} reports an error: {answer.Message}", error),
    };
}
