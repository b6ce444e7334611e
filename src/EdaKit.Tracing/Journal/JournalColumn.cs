using System.Data;
using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>A column of the journal, and what of an entry stands in it.</summary>
/// <param name="Property">The entry's property.</param>
/// <param name="Type">Its type. A value that is null does not tell it, and each combination of known and unknown types would be a statement of its own to prepare.</param>
/// <param name="StoreType">The type on PostgreSQL.</param>
/// <param name="Value">Reads one entry.</param>
/// <param name="Values">Reads many, as an array.</param>
internal sealed record JournalColumn(string Property, DbType Type, string StoreType, Func<JournalEntry, object?> Value, Func<IReadOnlyList<JournalEntry>, Array> Values)
{
    public static JournalColumn Of<T>(string property, Func<JournalEntry, T> value)
    {
        var (type, storeType) = TypeOf(typeof(T));
        return new(property, type, storeType, entry => value(entry), entries => entries.Select(value).ToArray());
    }

    private static (DbType, string) TypeOf(Type type) => type switch
    {
        _ when type == typeof(long) => (DbType.Int64, "bigint"),
        _ when type == typeof(int?) => (DbType.Int32, "integer"),
        _ when type == typeof(Guid?) => (DbType.Guid, "uuid"),
        _ => (DbType.String, "text"),
    };
}
