using Microsoft.EntityFrameworkCore;

namespace Retail.Billing;

/// <summary>The invoices and credit notes, with billing's own outbox and inbox.</summary>
internal sealed class BillingDb(DbContextOptions<BillingDb> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();
    public DbSet<CreditNote> CreditNotes => Set<CreditNote>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("billing");

        modelBuilder.Entity<Invoice>(invoice =>
        {
            invoice.HasKey(i => i.OrderNumber);
            invoice.HasIndex(i => i.Number).IsUnique();
            invoice.HasMany(i => i.Lines).WithOne().HasForeignKey(line => line.OrderNumber);
        });
        modelBuilder.Entity<InvoiceLine>().HasKey(line => new { line.OrderNumber, line.LineNumber });
        modelBuilder.Entity<CreditNote>(note =>
        {
            note.HasKey(n => n.OrderNumber);
            note.HasIndex(n => n.Number).IsUnique();
        });

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}
