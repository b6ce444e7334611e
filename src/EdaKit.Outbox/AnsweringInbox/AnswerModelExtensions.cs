using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table of answers to a model.</summary>
public static class AnswerModelExtensions
{
    /// <summary>
    /// Adds the table <c>edakit_answer</c> to a model, for consumers with <see cref="AnswersAgainAttribute"/>. Call it beside <c>AddOutbox</c>. A second call changes nothing.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">The table's schema. Default: the model's own default schema. SQLite has no schemas.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddAnswers(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        return model.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("edakit_answer", schema);
            answer.HasKey(a => a.Id);
            answer.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
            answer.Property(a => a.MessageId).HasColumnName("message_id");
            answer.Property(a => a.Consumer).HasColumnName("consumer").HasMaxLength(InboxEntry.LongestConsumer);
            answer.Property(a => a.AnswerId).HasColumnName("answer_id");
            answer.Property(a => a.Destination).HasColumnName("destination");
            answer.Property(a => a.MessageTypes).HasColumnName("message_types");
            answer.Property(a => a.ContentType).HasColumnName("content_type");
            answer.Property(a => a.Body).HasColumnName("body");
            answer.Property(a => a.Properties).HasColumnName("properties");
            answer.Property(a => a.Lane).HasColumnName("lane").HasMaxLength(OutboxRecord.LongestLane);
            answer.Property(a => a.AnsweredAt).HasColumnName("answered_at");
            answer.HasIndex(a => new { a.MessageId, a.Consumer }).HasDatabaseName("ix_edakit_answer_message");
            answer.HasIndex(a => a.AnsweredAt).HasDatabaseName("ix_edakit_answer_answered");
        });
    }
}
