using Microsoft.EntityFrameworkCore;
using Retail.Billing;

namespace Retail.Host.Audit;

/// <summary>What billing's database says.</summary>
internal sealed class BillingBooks(BillingDb db)
{
    /// <summary>The numbers of all invoices and credit notes.</summary>
    public Task<List<string>> Documents(CancellationToken cancellationToken) => db.Invoices.Select(invoice => invoice.OrderNumber)
        .Union(db.CreditNotes.Select(note => note.OrderNumber))
        .ToListAsync(cancellationToken);

    /// <summary>The orders that must earn a customer points: invoices of a pound or more that are not a guest's.</summary>
    public async Task<IEnumerable<string>> OrdersThatEarnPoints(CancellationToken cancellationToken)
    {
        var invoices = await db.Invoices
            .Where(invoice => invoice.CustomerId != null)
            .Select(invoice => new { invoice.OrderNumber, invoice.Amount })
            .ToListAsync(cancellationToken);
        return invoices.Where(invoice => invoice.Amount >= 1).Select(invoice => invoice.OrderNumber);
    }

    public async Task<IEnumerable<Ledger>> Ledgers(CancellationToken cancellationToken)
    {
        var invoices = await db.Invoices
            .Select(invoice => new { invoice.OrderNumber, invoice.Amount, Lines = invoice.Lines.Count })
            .ToListAsync(cancellationToken);
        var notes = await db.CreditNotes.AsNoTracking().ToListAsync(cancellationToken);

        return
        [
            new(LedgerNames.Invoices,
                [.. invoices.Select(invoice => new LedgerEntry(invoice.OrderNumber, 0, $"{invoice.Lines} lines", invoice.Amount))]),
            new(LedgerNames.CreditNotes, [.. notes.Select(note => new LedgerEntry(note.OrderNumber, 0, "", note.Amount))]),
        ];
    }
}
