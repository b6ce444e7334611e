using System.Data.Common;
using System.Globalization;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>Writes the statement that stores entries. It runs within the save's own command where there is one, so it costs no round trip.</summary>
internal sealed class JournalInsert
{
    /// <summary>
    /// As many rows have a statement of their own on PostgreSQL, which is then prepared: a consumer that publishes one message writes two. More come as arrays.
    /// </summary>
    private const int MostInAFew = 4;

    private const string Rows = "eda_journal_rows";

    private static readonly string[][] Few = [.. Enumerable.Range(0, MostInAFew).Select(row => JournalColumns.All.Select((_, i) => NameOf(i, row)).ToArray())];

    private readonly bool _hasSingleWriter;
    private readonly string _into;
    private readonly string[] _few;
    private readonly string _many;

    public JournalInsert(StoreDialect dialect, StoreTable journal)
    {
        _hasSingleWriter = dialect.HasSingleWriter;
        _into = $"insert into {journal.Name} ({string.Join(", ", JournalColumns.All.Select(column => journal.Column(column.Property)))})";
        _few = [.. Enumerable.Range(0, MostInAFew + 1).Select(ValuesOf)];

        // The values of all rows are one parameter on SQLite, and one for each column elsewhere.
        _many = _hasSingleWriter
            ? $"{_into} select {string.Join(", ", JournalColumns.All.Select((_, i) => $"json_extract(value, '$[{i}]')"))} from json_each(@{Rows})"
            : $"{_into} select * from unnest({string.Join(", ", JournalColumns.All.Select((column, i) => $"cast(@{NameOf(i)} as {column.StoreType}[])"))})";
    }

    /// <summary>Writes the statement and its parameters.</summary>
    public string Write(DbCommand command, IReadOnlyList<JournalEntry> entries)
    {
        if (_hasSingleWriter)
        {
            command.AddParameter(Rows, SqliteJson.Of(entries.Select(entry => JournalColumns.All.Select(column => column.Value(entry)))));
            return _many;
        }

        if (entries.Count > MostInAFew)
        {
            for (var i = 0; i < JournalColumns.All.Length; i++)
                command.AddParameter(NameOf(i), JournalColumns.All[i].Values(entries));

            return _many;
        }

        for (var row = 0; row < entries.Count; row++)
        {
            for (var i = 0; i < JournalColumns.All.Length; i++)
                command.AddParameter(Few[row][i], JournalColumns.All[i].Value(entries[row])).DbType = JournalColumns.All[i].Type;
        }

        return _few[entries.Count];
    }

    private string ValuesOf(int count) =>
        $"{_into} values {string.Join(", ", Enumerable.Range(0, count).Select(row => $"(@{string.Join(", @", JournalColumns.All.Select((_, i) => Few[row][i]))})"))}";

    // Not the names of the outbox, whose statements may stand in the same command.
    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"eda_journal_{column}");

    private static string NameOf(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"eda_journal_{column}_{row}");
}
