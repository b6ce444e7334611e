using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>A column of the journal, and what of an entry stands in it.</summary>
/// <param name="Property">The entry's property.</param>
/// <param name="Type">The type on PostgreSQL: it cannot tell the type of a value that is null.</param>
/// <param name="Value">Reads one entry.</param>
/// <param name="Values">Reads many, as an array.</param>
internal sealed record JournalColumn(string Property, string Type, Func<JournalEntry, object?> Value, Func<IReadOnlyList<JournalEntry>, Array> Values)
{
    public static JournalColumn Of<T>(string property, Func<JournalEntry, T> value) =>
        new(property, TypeOf(typeof(T)), entry => value(entry), entries => entries.Select(value).ToArray());

    private static string TypeOf(Type type) => type switch
    {
        _ when type == typeof(long) => "bigint",
        _ when type == typeof(int?) => "integer",
        _ when type == typeof(Guid?) => "uuid",
        _ => "text",
    };
}
