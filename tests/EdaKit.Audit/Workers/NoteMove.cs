using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Audit.Workers;

/// <summary>Writes down that an account moved, and says so to others: effect, row and message in the inbox's transaction.</summary>
public sealed class NoteMove(AuditDb db, WorkerSettings settings, IServiceScopeFactory scopes) : IConsumer<Moved>
{
    public async Task Consume(ConsumeContext<Moved> context)
    {
        var effect = new Effect { MessageId = context.MessageId!.Value, Consumer = nameof(NoteMove), By = settings.Name };
        if (settings.Sabotage.HasFlag(Sabotage.EffectsApart))
            await CommitApartAsync(effect);
        else
            db.Add(effect);

        // Some of what follows waits in the account's lane, some in none.
        var note = new Said
        {
            Id = NewId.NextGuid(),
            Lane = Random.Shared.Next(2) == 0 ? context.Message.Account : null,
            Falters = Random.Shared.Next(50) == 0,
            SaidBy = $"{settings.Name} note",
        };
        db.Add(note);
        await context.Publish(new Noted(context.Message.Account), publish => publish.Bear(note, settings.Sabotage));
    }

    private async Task CommitApartAsync(Effect effect)
    {
        await using var scope = scopes.CreateAsyncScope();
        var apart = scope.ServiceProvider.GetRequiredService<AuditDb>();
        apart.Add(effect);
        await apart.SaveChangesAsync();
    }
}

/// <summary>Its effects are to come in the order of an account's lane.</summary>
public sealed class NoteMoveDefinition(WorkerSettings settings) : ConsumerDefinition<NoteMove>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<NoteMove> consumerConfigurator, IRegistrationContext context)
    {
        if (!settings.Sabotage.HasFlag(Sabotage.NoLaneConsume))
            endpointConfigurator.ConsumeInLanes(context);
    }
}
