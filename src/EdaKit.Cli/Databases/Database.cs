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

    /// <summary>Does work on tables, with errors that say what to do.</summary>
    /// <param name="tables">The tables that the work needs.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work answers.</returns>
    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public async Task<T> ExplainAsync<T>(NeededTables tables, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is not (ToolException or OperationCanceledException) && Explain(error, tables) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>What an error means, and how to mend it; null where this kind of database does not know it.</summary>
    private ToolException? Explain(Exception error, NeededTables tables)
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
