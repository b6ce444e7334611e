using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Benchmarks.Subjects.Textbook;

internal sealed class TextbookDb(DbContextOptions<TextbookDb> options) : DbContext(options)
{
    public DbSet<TextbookRecord> Outbox => Set<TextbookRecord>();

    public DbSet<TextbookEntry> Inbox => Set<TextbookEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OrderRow.Map(modelBuilder);

        modelBuilder.Entity<TextbookRecord>(record =>
        {
            record.ToTable("outbox");
            record.Property(r => r.Id).HasColumnName("id");
            record.Property(r => r.MessageId).HasColumnName("message_id");
            record.Property(r => r.Type).HasColumnName("type");
            record.Property(r => r.Content).HasColumnName("content");
            record.Property(r => r.ProcessedAt).HasColumnName("processed_at");
            record.HasIndex(r => r.Id).HasFilter("processed_at is null").HasDatabaseName("ix_outbox_waiting");
        });

        modelBuilder.Entity<TextbookEntry>(entry =>
        {
            entry.ToTable("inbox");
            entry.HasKey(e => new { e.MessageId, e.Consumer });
            entry.Property(e => e.MessageId).HasColumnName("message_id");
            entry.Property(e => e.Consumer).HasColumnName("consumer");
            entry.Property(e => e.ConsumedAt).HasColumnName("consumed_at");
        });
    }
}

/// <summary>A message that waits, or that has been sent and stays.</summary>
internal sealed class TextbookRecord
{
    public long Id { get; set; }

    public Guid MessageId { get; set; }

    public string Type { get; set; } = "";

    public string Content { get; set; } = "";

    public DateTime? ProcessedAt { get; set; }
}

/// <summary>A message that was handled.</summary>
internal sealed class TextbookEntry
{
    public Guid MessageId { get; set; }

    public string Consumer { get; set; } = "";

    public DateTime ConsumedAt { get; set; }
}
