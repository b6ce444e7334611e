using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Databases;

/// <summary>The database that a command works on.</summary>
/// <remarks>A base class, since each kind reads connection strings and knows errors of its own. No message of one shows a password.</remarks>
internal abstract class Database(string? schema)
{
    /// <summary>The schema of the tables; null for what the database searches by itself.</summary>
    public string? Schema => schema;

    /// <summary>Which database it is, for people.</summary>
    public abstract string Name { get; }

    public abstract void Use(DbContextOptionsBuilder options);

    /// <summary>What an error means, and how to mend it; null where this kind of database does not know it.</summary>
    /// <param name="error">The error, as it was caught.</param>
    /// <param name="tables">The tables that the command needs.</param>
    public ToolException? Explain(Exception error, NeededTables tables)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Explain(cause, error, tables) is { } explained)
                return explained;
        }

        return null;
    }

    protected abstract ToolException? Explain(Exception cause, Exception error, NeededTables tables);
}
