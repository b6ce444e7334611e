using MassTransit;

namespace EdaKit.Audit.Workers;

/// <summary>Counts notes, many in one transaction.</summary>
public sealed class CountNotes(AuditDb db, WorkerSettings settings) : IConsumer<Batch<Noted>>
{
    public Task Consume(ConsumeContext<Batch<Noted>> context)
    {
        foreach (var note in context.Message)
            db.Add(new Effect { MessageId = note.MessageId!.Value, Consumer = nameof(CountNotes), By = settings.Name });

        return Task.CompletedTask;
    }
}
