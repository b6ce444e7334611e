using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Leases;

/// <summary>
/// Takes, renews and gives back leases, by the database's clock. Each call is one statement in whatever transaction the context has, or one
/// of its own. Stateless, safe for use by many threads.
/// </summary>
public static class LeaseStore
{
    /// <summary>Takes leases that are free or were this holder's already, and makes them last from now on.</summary>
    /// <param name="context">A context whose model has the leases.</param>
    /// <param name="holder">Who takes them.</param>
    /// <param name="names">Which.</param>
    /// <param name="duration">How long they last.</param>
    /// <param name="cancellationToken">Ends the wait. What was taken then lasts for its time.</param>
    /// <returns>Those that are now the holder's. The others somebody else has.</returns>
    public static async Task<IReadOnlySet<string>> TakeAsync(DbContext context, Guid holder, IReadOnlyCollection<string> names, TimeSpan duration,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(names);

        var sql = LeaseSql.For(context);
        return await StoreCommand.WriteAsync(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.Take, cancellationToken);
            command.Add("holder", holder).Add("names", sql.Dialect.ListOf(names)).Add("duration", (long)duration.TotalMilliseconds);

            return (await command.AllAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        }, cancellationToken);
    }

    /// <summary>Gives leases back. Those that somebody else has meanwhile stay theirs.</summary>
    /// <param name="context">A context whose model has the leases.</param>
    /// <param name="holder">Who gives them back.</param>
    /// <param name="names">Which.</param>
    /// <param name="cancellationToken">Ends the wait. Then they run out by themselves.</param>
    public static async Task GiveBackAsync(DbContext context, Guid holder, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(names);

        var sql = LeaseSql.For(context);
        await StoreCommand.WriteAsync(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.GiveBack, cancellationToken);
            return await command.Add("holder", holder).Add("names", sql.Dialect.ListOf(names)).ExecuteAsync(cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Lists the leases whose names begin alike and that have not run out.</summary>
    /// <param name="context">A context whose model has the leases.</param>
    /// <param name="prefix">How the names begin. No wildcards.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Who has which.</returns>
    public static async Task<IReadOnlyDictionary<string, Guid>> ListAsync(DbContext context, string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(prefix);

        await using var command = await StoreCommand.OpenAsync(context, LeaseSql.For(context).List, cancellationToken);
        var rows = await command.Add("prefix", prefix).AllAsync(Read, cancellationToken);

        return rows.ToDictionary(row => row.Name, row => row.Holder, StringComparer.Ordinal);
    }

    /// <summary>
    /// Removes leases whose names begin alike and that ran out long ago, for tasks whose names do not come again: the row of any other is taken over by the next
    /// holder. One that somebody is taking at this moment stays.
    /// </summary>
    /// <param name="context">A context whose model has the leases.</param>
    /// <param name="prefix">How the names begin. No wildcards.</param>
    /// <param name="over">How long ago they must have run out.</param>
    /// <param name="atMost">How many to remove at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    public static async Task<int> ForgetAsync(DbContext context, string prefix, TimeSpan over, int atMost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(prefix);

        var sql = LeaseSql.For(context);
        return await StoreCommand.WriteAsync(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.Forget, cancellationToken);
            return await command.Add("prefix", prefix).Add("over", (long)over.TotalMilliseconds).Add("at_most", atMost).ExecuteAsync(cancellationToken);
        }, cancellationToken);
    }

    private static (string Name, Guid Holder) Read(DbDataReader row) => (row.GetString(0), row.GetGuid(1));
}
