using EdaKit.Journal;
using EdaKit.Tracing.Journal;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table of the journal to a model.</summary>
public static class JournalModelExtensions
{
    /// <summary>
    /// Adds the table <c>edakit_journal</c> to a model, and <c>edakit_lease</c> where it is not there yet, so that the application's migrations make them. Call it in
    /// <c>OnModelCreating</c>. A second call changes nothing.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">The tables' schema. Default: the model's own default schema. SQLite has no schemas.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddJournal(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        model.Entity<JournalEntry>(entry =>
        {
            entry.ToTable("edakit_journal", schema);
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).HasColumnName("id").ValueGeneratedOnAdd();
            entry.Property(e => e.At).HasColumnName("at");
            entry.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>().HasMaxLength(JournalModel.LongestKind);
            entry.Property(e => e.Service).HasColumnName("service").HasMaxLength(JournalModel.LongestName);
            entry.Property(e => e.MessageId).HasColumnName("message_id");
            entry.Property(e => e.ConversationId).HasColumnName("conversation_id");
            entry.Property(e => e.CausationId).HasColumnName("causation_id");
            entry.Property(e => e.CorrelationId).HasColumnName("correlation_id");
            entry.Property(e => e.Contract).HasColumnName("contract").HasMaxLength(JournalModel.LongestName);
            entry.Property(e => e.Version).HasColumnName("version");
            entry.Property(e => e.KeyName).HasColumnName("key_name").HasMaxLength(JournalModel.LongestName);
            entry.Property(e => e.Key).HasColumnName("key").HasMaxLength(JournalModel.LongestName);
            entry.Property(e => e.Participant).HasColumnName("participant").HasMaxLength(JournalModel.LongestParticipant);
            entry.Property(e => e.Note).HasColumnName("note").HasMaxLength(JournalModel.LongestNote);

            // Whoever asks begins with a business key, and goes on with the flows in which it came up. What is removed, is removed in the order of the ids.
            entry.HasIndex(e => e.Key).HasDatabaseName("ix_edakit_journal_key");
            entry.HasIndex(e => e.ConversationId).HasDatabaseName("ix_edakit_journal_conversation");
        });

        return model.AddLeases(schema);
    }
}
