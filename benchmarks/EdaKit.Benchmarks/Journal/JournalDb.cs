using Microsoft.EntityFrameworkCore;

namespace EdaKit.Benchmarks.Journal;

/// <summary>A service with an outbox, a journal, and a table of its own.</summary>
internal sealed class JournalDb(DbContextOptions<JournalDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox().AddJournal().Entity<Parcel>();
}

/// <summary>What the service writes while its journal is being cleaned.</summary>
internal sealed class Parcel
{
    public Guid Id { get; set; }
}
