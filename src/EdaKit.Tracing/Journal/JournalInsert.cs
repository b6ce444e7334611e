using System.Data.Common;
using System.Globalization;
using System.Text;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>Writes the statement that stores entries. It runs within the save's own command where there is one, so it costs no round trip.</summary>
internal sealed class JournalInsert
{
    /// <summary>SQLite's bound on the parameters of one statement is 32,766.</summary>
    private const int RowsOfOneStatement = 2000;

    private readonly bool _hasSingleWriter;
    private readonly string _into;
    private readonly string _one;
    private readonly string _many;

    public JournalInsert(StoreDialect dialect, StoreTable journal)
    {
        _hasSingleWriter = dialect.HasSingleWriter;
        _into = $"insert into {journal.Name} ({string.Join(", ", JournalColumns.All.Select(column => journal.Column(column.Property)))})";
        _one = $"{_into} values ({string.Join(", ", JournalColumns.All.Select((column, i) => $"cast(@{NameOf(i)} as {column.Type})"))})";
        _many = $"{_into} select * from unnest({string.Join(", ", JournalColumns.All.Select((column, i) => $"cast(@{NameOf(i)} as {column.Type}[])"))})";
    }

    /// <summary>Writes one or more statements and their parameters.</summary>
    public string Write(DbCommand command, IReadOnlyList<JournalEntry> entries)
    {
        if (_hasSingleWriter)
            return WriteRows(command, entries);

        for (var i = 0; i < JournalColumns.All.Length; i++)
            Add(command, NameOf(i), entries.Count == 1 ? JournalColumns.All[i].Value(entries[0]) : JournalColumns.All[i].Values(entries));

        return entries.Count == 1 ? _one : _many;
    }

    private string WriteRows(DbCommand command, IReadOnlyList<JournalEntry> entries)
    {
        var sql = new StringBuilder();

        for (var row = 0; row < entries.Count; row++)
        {
            sql.Append(row % RowsOfOneStatement > 0 ? ",\n(" : $"{(row > 0 ? ";\n" : "")}{_into} values\n(");

            for (var i = 0; i < JournalColumns.All.Length; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{NameOf(i)}_{row}");
                sql.Append(i > 0 ? ", @" : "@").Append(name);
                Add(command, name, JournalColumns.All[i].Value(entries[row]));
            }

            sql.Append(')');
        }

        return sql.ToString();
    }

    // Not the names of the outbox, whose statements may stand in the same command.
    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"eda_journal_{column}");

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
