using EdaKit.AspNetCore.Idempotency.Storage;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>What must not happen twice.</summary>
public sealed class Charge
{
    public Guid Id { get; set; } = Guid.NewGuid();
    public string Account { get; set; } = "";
    public decimal Amount { get; set; }
}

/// <summary>A context with idempotency keys and nothing else of EdaKit's.</summary>
public class BankDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Charge> Charges => Set<Charge>();

    public DbSet<IdempotencyEntry> Entries => Set<IdempotencyEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Charge>();
        modelBuilder.AddIdempotency();
    }
}

/// <summary>One that has an outbox too.</summary>
public sealed class OutboxBankDb(DbContextOptions<OutboxBankDb> options) : BankDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddOutbox();
    }
}

/// <summary>One without.</summary>
public sealed class PlainBankDb(DbContextOptions<PlainBankDb> options) : BankDb(options);
