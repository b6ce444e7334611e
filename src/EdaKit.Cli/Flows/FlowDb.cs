using EdaKit.Cli.Databases;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Flows;

/// <summary>A context with the journal and the outbox, and nothing else of the application's.</summary>
internal sealed class FlowDb(DbContextOptions<FlowDb> options, Database database) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddJournal(database.Schema).AddOutbox(database.Schema);
}
