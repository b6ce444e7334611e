using EdaKit.Cli.Databases;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Outbox;

/// <summary>A context with the outbox and nothing else of the application's.</summary>
internal sealed class OutboxDb(DbContextOptions<OutboxDb> options, Database database) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox(database.Schema);
}
