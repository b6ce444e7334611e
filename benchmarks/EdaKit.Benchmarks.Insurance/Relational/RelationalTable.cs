using NpgsqlTypes;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>A table, as far as rows are written to it.</summary>
/// <param name="Name">Its name, without the schema.</param>
/// <param name="Keys">How many of its first columns are its key.</param>
/// <param name="Columns">Its columns, in the order of the values of a row.</param>
internal sealed record RelationalTable(string Name, int Keys, IReadOnlyList<(string Name, NpgsqlDbType Type)> Columns)
{
    private IEnumerable<string> Names => Columns.Select(column => column.Name);

    public string Copy => $"copy relational.{Name} ({string.Join(", ", Names)}) from stdin (format binary)";

    public string Upsert =>
        $"insert into relational.{Name} ({string.Join(", ", Names)}) values ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))}) on conflict ({string.Join(", ", Names.Take(Keys))}) "
        + (Columns.Count == Keys ? "do nothing" : $"do update set {string.Join(", ", Names.Skip(Keys).Select(name => $"{name} = excluded.{name}"))}");

    public string Delete => $"delete from relational.{Name} where {string.Join(" and ", Names.Take(Keys).Select((name, i) => $"{name} = ${i + 1}"))}";
}
