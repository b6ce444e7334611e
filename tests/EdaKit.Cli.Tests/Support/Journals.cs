using EdaKit.Journal;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Tests.Support;

/// <summary>
/// The databases of two services: a shop takes orders, billing writes invoices for them. Order 1 went through both; billing failed on order 2; order 3 never left the
/// shop's outbox.
/// </summary>
public sealed class Journals : IDisposable
{
    private const string Placed = "shop.order-placed", Invoiced = "shop.invoice-issued";
    private const string Billing = "billing/IssueInvoice/shop.order-placed", Mail = "mail/SendMail/shop.invoice-issued";

    private static readonly DateTimeOffset Start = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _shop, _billing;

    private Journals(TestDatabase shop, TestDatabase billing) => (_shop, _billing) = (shop, billing);

    public string Shop => _shop.Connection;

    public string BillingService => _billing.Connection;

    public static async Task<Journals> CreateAsync(StoreKind kind)
    {
        var journals = new Journals(await TestDatabase.CreateAsync(kind), await TestDatabase.CreateAsync(kind));
        Guid[] orders = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var invoice = Guid.NewGuid();

        await WriteAsync(journals._shop,
        [
            Entry(JournalKind.Published, "shop", orders[0], null, Placed, "1", null, 0),
            Entry(JournalKind.Published, "shop", orders[1], null, Placed, "2", null, 0),
            Entry(JournalKind.Published, "shop", orders[2], null, Placed, "3", null, 0),
            Entry(JournalKind.Consumed, "shop", invoice, orders[0], Invoiced, "1", Mail, 20),
        ], new()
        {
            Id = Guid.NewGuid(), MessageId = orders[2], Destination = "./shop.order-placed", MessageTypes = "urn:message:shop.order-placed:v1", Properties = "{}",
            CapturedAt = Start.ToUnixTimeMilliseconds(), AvailableAt = 0, Attempts = 3, LastError = "refused \u001b[31m",
        });

        var failed = Entry(JournalKind.Faulted, "billing", orders[1], null, Placed, "2", Billing, 12);
        failed.Note = "System.InvalidOperationException: No tax number. (attempt 3)";
        await WriteAsync(journals._billing,
        [
            Entry(JournalKind.Consumed, "billing", orders[0], null, Placed, "1", Billing, 11),
            Entry(JournalKind.Published, "billing", invoice, orders[0], Invoiced, "1", Billing, 12),
            failed,
        ]);

        return journals;
    }

    public void Dispose()
    {
        _shop.Dispose();
        _billing.Dispose();
    }

    private static async Task WriteAsync(TestDatabase database, IEnumerable<JournalEntry> entries, OutboxRecord? record = null)
    {
        await using var db = new JournalsDb(database);
        await db.Database.EnsureCreatedAsync();
        db.AddRange(entries);

        if (record is not null)
            db.Add(record);

        await db.SaveChangesAsync();
    }

    private static JournalEntry Entry(JournalKind kind, string service, Guid message, Guid? cause, string contract, string order, string? participant, int after) => new()
    {
        At = Start.AddMilliseconds(after).ToUnixTimeMilliseconds(),
        Kind = kind,
        Service = service,
        MessageId = message,
        CausationId = cause,
        ConversationId = new Guid($"00000000-0000-0000-0000-{int.Parse(order, System.Globalization.CultureInfo.InvariantCulture):D12}"),
        Contract = contract,
        Version = 1,
        KeyName = "OrderNumber",
        Key = order,
        Participant = participant,
    };

    private sealed class JournalsDb(TestDatabase database) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => database.Use(options);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox().AddJournal();
    }
}
