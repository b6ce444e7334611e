using Microsoft.EntityFrameworkCore;

namespace EdaKit.Audit.Workers;

/// <summary>The workers' database: what was said, what came of it, and EdaKit's tables.</summary>
public sealed class AuditDb(DbContextOptions<AuditDb> options) : DbContext(options)
{
    /// <summary>
    /// What lets a commit take its time: a trigger that runs at the end of the transaction. And what lets a save fail in passing, as a deadlock
    /// would: half of the times that it is tried, and not before the results of what stands in front of it.
    /// </summary>
    public const string Triggers = """
        create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(new.slow_ms / 1000.0); return null; end $$;
        create constraint trigger slow_commit after insert on said deferrable initially deferred
            for each row when (new.slow_ms > 0) execute function dawdle();

        create function falter() returns trigger language plpgsql as $$
        begin
            if random() < 0.5 then raise exception 'This save fails in passing.' using errcode = 'serialization_failure'; end if;
            return new;
        end $$;
        create trigger falter before insert on said for each row when (new.falters) execute function falter();
        """;

    public DbSet<Said> Said => Set<Said>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

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
            said.Property(s => s.Falters).HasColumnName("falters");
            said.Property(s => s.SaidBy).HasColumnName("said_by");
        });

        modelBuilder.Entity<Receipt>(receipt =>
        {
            receipt.ToTable("receipt");
            receipt.HasKey(r => r.Number);
            receipt.Property(r => r.Number).HasColumnName("number");
            receipt.Property(r => r.SaidId).HasColumnName("said_id");
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

    /// <summary>Whether its save may fail in passing, so that EF Core or MassTransit tries again.</summary>
    public bool Falters { get; init; }

    /// <summary>Which worker, in which of its lives, and which of its writers or consumers.</summary>
    public string SaidBy { get; init; } = "";
}

/// <summary>
/// A row beside another whose key the database makes: EF Core reads it back from the save. Its table comes before <see cref="Said"/> in the
/// alphabet, and so in the save's command: the key is known when the row after it fails.
/// </summary>
public sealed class Receipt
{
    public long Number { get; init; }

    public Guid SaidId { get; init; }
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
