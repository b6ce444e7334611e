using EdaKit.Cli.Databases;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Flows;

/// <summary>Which tables a database has: a service may keep a journal and no outbox.</summary>
internal static class FlowTables
{
    private const string Outbox = "edakit_outbox";

    public static async Task<bool> HasOutboxAsync(FlowDb context, Database database, CancellationToken cancellationToken)
    {
        var isSqlite = StoreDialect.Of(context)!.HasSingleWriter;

        await using var command = await StoreCommand.OpenAsync(context, isSqlite
            ? "select count(*) from sqlite_master where type = 'table' and name = @name"
            : "select case when to_regclass(@name) is null then 0 else 1 end::bigint", cancellationToken);
        command.Add("name", isSqlite || database.Schema is null ? Outbox : $"\"{database.Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".{Outbox}");

        return (await command.AllAsync(row => row.GetInt64(0), cancellationToken)).Single() > 0;
    }
}
