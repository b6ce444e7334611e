using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Timeline;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of sagas to a model.</summary>
public static class SagaModelExtensions
{
    /// <summary>
    /// Adds the tables <c>edakit_saga_timeline</c> and <c>edakit_semantic_lock</c> to a model, and <c>edakit_lease</c> where it is not there yet, so that the
    /// application's migrations make them. Call it in <c>OnModelCreating</c>. A second call changes nothing.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">The tables' schema. Default: the model's own default schema. SQLite has no schemas.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddSagas(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        model.Entity<TimelineEntry>(entry =>
        {
            entry.ToTable("edakit_saga_timeline", schema);
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).HasColumnName("id").ValueGeneratedOnAdd();
            entry.Property(e => e.SagaId).HasColumnName("saga_id");
            entry.Property(e => e.Saga).HasColumnName("saga").HasMaxLength(TimelineEntry.LongestName);
            entry.Property(e => e.At).HasColumnName("at");
            entry.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>().HasMaxLength(20);
            entry.Property(e => e.Step).HasColumnName("step").HasMaxLength(TimelineEntry.LongestName);
            entry.Property(e => e.Name).HasColumnName("name").HasMaxLength(TimelineEntry.LongestName);
            entry.Property(e => e.MessageId).HasColumnName("message_id");
            entry.Property(e => e.CausationId).HasColumnName("causation_id");
            entry.Property(e => e.Note).HasColumnName("note").HasMaxLength(TimelineEntry.LongestNote);
            entry.HasIndex(e => new { e.SagaId, e.Id }).HasDatabaseName("ix_edakit_saga_timeline_saga");
        });

        model.Entity<SemanticLockEntry>(entry =>
        {
            entry.ToTable("edakit_semantic_lock", schema);
            entry.HasKey(e => e.Resource);
            entry.Property(e => e.Resource).HasColumnName("resource").HasMaxLength(SemanticLockEntry.LongestResource);
            entry.Property(e => e.OwnerId).HasColumnName("owner_id");
            entry.Property(e => e.OwnerName).HasColumnName("owner_name").HasMaxLength(SemanticLockEntry.LongestOwner);
            entry.Property(e => e.Since).HasColumnName("since");
            entry.HasIndex(e => e.OwnerId).HasDatabaseName("ix_edakit_semantic_lock_owner");
        });

        return model.AddLeases(schema);
    }

    /// <summary>
    /// Maps the state of a step saga. The columns of <see cref="StepSagaState"/> have fixed names, which tools know; what a derived class adds is mapped as
    /// in any entity. Call it in <c>OnModelCreating</c>, before mapping what is derived in another way.
    /// </summary>
    /// <typeparam name="TState">The state of an instance.</typeparam>
    /// <param name="model">The model under construction.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="schema">The table's schema. Default: the model's own default schema.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddSaga<TState>(this ModelBuilder model, string table, string? schema = null)
        where TState : StepSagaState
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);

        return model.Entity<TState>(state =>
        {
            state.ToTable(table, schema);
            state.HasKey(s => s.CorrelationId);
            state.Property(s => s.CorrelationId).HasColumnName("correlation_id").ValueGeneratedNever();
            state.Property(s => s.Version).HasColumnName("version").IsConcurrencyToken();
            state.Property(s => s.Saga).HasColumnName("saga").HasMaxLength(TimelineEntry.LongestName);
            state.Property(s => s.DefinitionVersion).HasColumnName("definition_version");
            state.Property(s => s.CurrentState).HasColumnName("current_state").HasMaxLength(TimelineEntry.LongestName);
            state.Property(s => s.Status).HasColumnName("status").HasMaxLength(TimelineEntry.LongestName);
            state.Property(s => s.StartedAt).HasColumnName("started_at").HasConversion(UnixTime.Converter);
            state.Property(s => s.EndedAt).HasColumnName("ended_at").HasConversion(UnixTime.Converter);
            state.Property(s => s.IsEndAnnounced).HasColumnName("is_end_announced");
            state.Property(s => s.ParkedStep).HasColumnName("parked_step").HasMaxLength(TimelineEntry.LongestName);
            state.Property(s => s.ParkedReason).HasColumnName("parked_reason").HasMaxLength(TimelineEntry.LongestNote);
            state.Property(s => s.Steps).HasColumnName("saga_steps").HasConversion(StepsJson.Converter, StepsJson.Comparer);
            state.Property(s => s.TimerToken).HasColumnName("timer_token");
            state.Property(s => s.TimerDueAt).HasColumnName("timer_due_at").HasConversion(UnixTime.Converter);
            state.HasIndex(s => s.CurrentState).HasDatabaseName($"ix_{table}_state");
            state.HasIndex(s => s.EndedAt).HasDatabaseName($"ix_{table}_ended");
        });
    }
}
