using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>A question to the tables, in SQL, and how its rows are read.</summary>
/// <param name="Sql">Reads between the days <c>$1</c> and, without it, <c>$2</c>.</param>
/// <param name="Read">Makes a row of it.</param>
internal sealed record RelationalQuery<TRow>(string Sql, Func<NpgsqlDataReader, TRow> Read)
{
    /// <summary>Asks.</summary>
    /// <param name="database">The database.</param>
    /// <param name="from">The first day of the first month.</param>
    /// <param name="until">The first day of the last month.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<TRow>> AskAsync(NpgsqlDataSource database, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = until.AddMonths(1) });

        var rows = new List<TRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(Read(reader));
        return rows;
    }
}
