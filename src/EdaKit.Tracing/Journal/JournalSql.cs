using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Journal;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Tracing.Journal;

/// <summary>The statements on the journal, in the application's own names for table and columns.</summary>
internal sealed class JournalSql
{
    private JournalSql(StoreDialect dialect, StoreTable journal)
    {
        Insert = new(dialect, journal);

        // Nobody changes an entry, and one process at a time removes: nothing waits for this, and it waits for nothing. Entries come in the order of their time, or
        // nearly so; an index on the time would cost each of them more than it is worth here.
        string id = journal.Column(nameof(JournalEntry.Id)), at = journal.Column(nameof(JournalEntry.At));
        Forget = $"delete from {journal.Name} where {id} > {{0}} and {id} <= {{1}} and {at} < {{2}}";
    }

    /// <summary>Stores entries.</summary>
    public JournalInsert Insert { get; }

    /// <summary>Parameters: the id after which the window begins; its last id; the time before which entries are old, in milliseconds since 1970-01-01 UTC.</summary>
    public string Forget { get; }

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that the journal can be stored in.</exception>
    public static JournalSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:JournalSql", Create!, context);

    private static JournalSql Create(DbContext context)
    {
        var dialect = StoreDialect.Of(context) ?? throw new InvalidOperationException(
            $"EdaKit has no SQL for the provider '{context.Database.ProviderName}' of '{context.GetType().Name}'. "
            + $"Use {string.Join(" or ", StoreDialect.All.Select(d => d.Name))}.");

        return new(dialect, StoreTable.Of<JournalEntry>(context) ?? throw new InvalidOperationException(
            $"The model of '{context.GetType().Name}' has no table for the journal. Call modelBuilder.AddJournal() in its OnModelCreating."));
    }
}
