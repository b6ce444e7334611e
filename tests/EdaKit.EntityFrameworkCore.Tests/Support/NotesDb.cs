using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

public sealed class Note
{
    public Guid Id { get; set; } = Guid.NewGuid();
    public string Text { get; set; } = "";
}

/// <summary>What a participant stores.</summary>
public sealed class Trace
{
    public Guid Id { get; set; } = Guid.NewGuid();
    public string Text { get; set; } = "";
}

/// <summary>Something whose number the database gives, so that a save has a result to read.</summary>
public sealed class Ticket
{
    public int Id { get; set; }
}

public sealed class NotesDb(DbContextOptions<NotesDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    public DbSet<Trace> Traces => Set<Trace>();

    public DbSet<Ticket> Tickets => Set<Ticket>();
}

/// <summary>A second context on the same tables.</summary>
public sealed class OtherDb(DbContextOptions<OtherDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}
