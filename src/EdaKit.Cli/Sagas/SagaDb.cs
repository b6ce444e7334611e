using EdaKit.Cli.Databases;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Sagas;

/// <summary>A context with timelines and nothing else of the application's. The tables of the sagas themselves are read without a model.</summary>
internal sealed class SagaDb(DbContextOptions<SagaDb> options, Database database) : DbContext(options)
{
    public string? Schema => database.Schema;

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSagas(database.Schema);
}
