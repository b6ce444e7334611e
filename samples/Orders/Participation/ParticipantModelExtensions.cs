using Microsoft.EntityFrameworkCore;

namespace Orders.Participation;

/// <summary>Adds what a participant stores to a model.</summary>
internal static class ParticipantModelExtensions
{
    /// <summary>The entries, and the tables that let a participant take part in a saga: outbox and inbox, stored answers, fence.</summary>
    public static void AddParticipant(this ModelBuilder model, string schema)
    {
        model.HasDefaultSchema(schema);
        model.Entity<Entry>(entry =>
        {
            entry.ToTable("entries");
            entry.HasIndex(e => e.OrderId);
        });
        model.AddOutbox();
        model.AddAnswers();
        model.AddFence();
    }
}
