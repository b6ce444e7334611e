using Microsoft.EntityFrameworkCore;

namespace EdaKit.Audit.Workers;

/// <summary>The workers' database: what was said, what came of it, and EdaKit's tables.</summary>
public sealed class AuditDb(DbContextOptions<AuditDb> options) : DbContext(options)
{
    /// <summary>Makes the tables, and what lets a commit take its time: a trigger that runs at the end of the transaction.</summary>
    public const string SlowCommits = """
        create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(new.slow_ms / 1000.0); return null; end $$;
        create constraint trigger slow_commit after insert on said deferrable initially deferred
            for each row when (new.slow_ms > 0) execute function dawdle();
        """;

    public DbSet<Said> Said => Set<Said>();

    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Said>(said =>
        {
            said.ToTable("said", table => table.HasCheckConstraint("ck_said_ordinal", "ordinal >= 0"));
            said.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
            said.Property(s => s.Lane).HasColumnName("lane");
            said.Property(s => s.Ordinal).HasColumnName("ordinal");
            said.Property(s => s.SlowMilliseconds).HasColumnName("slow_ms");
            said.Property(s => s.SaidBy).HasColumnName("said_by");
        });

        modelBuilder.Entity<Effect>(effect =>
        {
            // Nothing is unique here: an effect that comes twice is to be seen, not refused.
            effect.ToTable("effect");
            effect.Property(e => e.Id).HasColumnName("id");
            effect.Property(e => e.MessageId).HasColumnName("message_id");
            effect.Property(e => e.Consumer).HasColumnName("consumer");
            effect.Property(e => e.By).HasColumnName("worker");
            effect.Property(e => e.At).HasColumnName("at").HasDefaultValueSql("clock_timestamp()");
        });

        modelBuilder.AddOutbox();
    }
}

/// <summary>A business row: it is committed with the message whose id it bears, or not at all.</summary>
public sealed class Said
{
    public Guid Id { get; init; }

    /// <summary>The lane in which its message waits; null: none.</summary>
    public string? Lane { get; init; }

    /// <summary>Its place among the messages of its transaction. Below zero the database refuses it.</summary>
    public int Ordinal { get; init; }

    /// <summary>How long its commit takes.</summary>
    public int SlowMilliseconds { get; init; }

    /// <summary>Which worker, in which of its lives, and which of its writers or consumers.</summary>
    public string SaidBy { get; init; } = "";
}

/// <summary>What a consumer did about a message.</summary>
public sealed class Effect
{
    public long Id { get; init; }

    public Guid MessageId { get; init; }

    public string Consumer { get; init; } = "";

    /// <summary>Which worker, in which of its lives.</summary>
    public string By { get; init; } = "";

    public DateTime At { get; init; }
}
