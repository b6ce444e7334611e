using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of outbox and inbox to a model.</summary>
public static class OutboxModelExtensions
{
    /// <summary>
    /// Adds the tables <c>edakit_outbox</c> and <c>edakit_inbox</c> to a model, and <c>edakit_lease</c> where it is not there yet, so that the application's
    /// migrations make them. Call it in <c>OnModelCreating</c>. A second call changes nothing.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">
    /// The tables' schema. Default: the model's own default schema. Contexts that share a database need a schema each. SQLite has no schemas.
    /// </param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddOutbox(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        model.Entity<OutboxRecord>(record =>
        {
            record.ToTable("edakit_outbox", schema);
            record.HasKey(r => r.Id);
            record.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
            record.Property(r => r.MessageId).HasColumnName("message_id");
            record.Property(r => r.Destination).HasColumnName("destination");
            record.Property(r => r.MessageTypes).HasColumnName("message_types");
            record.Property(r => r.ContentType).HasColumnName("content_type");
            record.Property(r => r.Body).HasColumnName("body");
            record.Property(r => r.Properties).HasColumnName("properties");
            record.Property(r => r.CapturedAt).HasColumnName("captured_at");
            record.Property(r => r.AvailableAt).HasColumnName("available_at");
            record.Property(r => r.ClaimedBy).HasColumnName("claimed_by");
            record.Property(r => r.Attempts).HasColumnName("attempts");
            record.Property(r => r.LastError).HasColumnName("last_error").HasMaxLength(OutboxRecord.LongestError);
            record.Property(r => r.ParkedAt).HasColumnName("parked_at");
            record.Property(r => r.Lane).HasColumnName("lane").HasMaxLength(OutboxRecord.LongestLane);
            record.Property(r => r.Position).HasColumnName("position").ValueGeneratedOnAdd().HasSentinel(-1L);
            record.Property(r => r.Token).HasColumnName("token");

            foreach (var index in OutboxIndexes.All)
                index.AddTo(record);

            // A table through which everything passes has to be vacuumed by what has passed, not by what is there. Other databases ignore it.
            record.HasAnnotation("Npgsql:StorageParameter:autovacuum_vacuum_scale_factor", 0);
            record.HasAnnotation("Npgsql:StorageParameter:autovacuum_vacuum_threshold", 5000);
            record.HasAnnotation("Npgsql:StorageParameter:autovacuum_vacuum_cost_delay", 0);
        });

        model.Entity<InboxEntry>(entry =>
        {
            entry.ToTable("edakit_inbox", schema);
            entry.HasKey(e => new { e.MessageId, e.Consumer });
            entry.Property(e => e.MessageId).HasColumnName("message_id");
            entry.Property(e => e.Consumer).HasColumnName("consumer").HasMaxLength(InboxEntry.LongestConsumer);
            entry.Property(e => e.ConsumedAt).HasColumnName("consumed_at");
            entry.HasIndex(e => e.ConsumedAt).HasDatabaseName("ix_edakit_inbox_consumed");
        });

        return model.AddLeases(schema);
    }
}
