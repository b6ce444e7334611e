using Microsoft.EntityFrameworkCore;

namespace EdaKit.Benchmarks.Workloads;

internal sealed class Row
{
    public Guid Id { get; set; }
    public string Text { get; set; } = "";
}

internal sealed class BenchmarkDb(DbContextOptions<BenchmarkDb> options) : DbContext(options)
{
    public DbSet<Row> Rows => Set<Row>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Row>();
        modelBuilder.AddOutbox();
    }
}
