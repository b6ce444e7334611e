using Microsoft.EntityFrameworkCore;

namespace Retail.Before.Books;

/// <summary>The book of one service, in a file of its own.</summary>
internal sealed class BookDb(DbContextOptions<BookDb> options) : DbContext(options)
{
    public DbSet<BookEntry> Entries => Set<BookEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<BookEntry>().HasKey(entry => entry.OrderNumber);
}
