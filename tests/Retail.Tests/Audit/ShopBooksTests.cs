using Retail.Billing;
using Retail.Host.Audit;
using Retail.Loyalty;
using Retail.Notification;
using Retail.Ordering;
using Retail.Ordering.Returns;

namespace Retail.Tests.Audit;

/// <summary>When a replay has to go on waiting, and when it must not.</summary>
public sealed class ShopBooksTests
{
    [Fact]
    public async Task Progress_invoice_without_confirmation_is_open()
    {
        await using var files = await ShopFiles.Create();
        await files.Save<BillingDb>(Invoice("1", customer: null, amount: 25m));

        Assert.Equal(["1"], await Open(files));
    }

    [Fact]
    public async Task Progress_customers_invoice_without_points_is_open()
    {
        await using var files = await ShopFiles.Create();
        await files.Save<BillingDb>(Invoice("1", "501", 25m));
        await files.Save<NotificationDb>(Confirmation("1"));

        Assert.Equal(["1"], await Open(files));

        await files.Save<LoyaltyDb>(Points("1"));
        Assert.Empty(await Open(files));
    }

    [Theory]
    [InlineData(null, 25.00)]
    [InlineData("501", 0.85)]
    public async Task Progress_invoice_that_earns_no_points_is_not_open(string? customer, double amount)
    {
        await using var files = await ShopFiles.Create();
        await files.Save<BillingDb>(Invoice("1", customer, (decimal)amount));
        await files.Save<NotificationDb>(Confirmation("1"));

        Assert.Empty(await Open(files));
    }

    [Fact]
    public async Task Progress_matched_return_without_points_is_open()
    {
        await using var files = await ShopFiles.Create();
        await Credited(files, "C2", (0.50m, "1"), (0.50m, "1"));

        Assert.Equal(["C2"], await Open(files));

        await files.Save<LoyaltyDb>(Points("C2"));
        Assert.Empty(await Open(files));
    }

    [Theory]
    [InlineData(12.50, null)]
    [InlineData(0.50, "1")]
    public async Task Progress_return_that_costs_no_points_is_not_open(double price, string? purchase)
    {
        await using var files = await ShopFiles.Create();
        await Credited(files, "C2", ((decimal)price, purchase));

        Assert.Empty(await Open(files));
    }

    [Fact]
    public async Task Ledgers_of_some_numbers_leave_out_the_amounts_of_others()
    {
        await using var files = await ShopFiles.Create();
        await files.Save<LoyaltyDb>(Points("1"), Points("2"));

        var ledgers = await new ShopBooks(files.Storage).Ledgers(new HashSet<string> { "2" }, TestContext.Current.CancellationToken);

        Assert.Equal(25m, ledgers.Single(ledger => ledger.Name == LedgerNames.LoyaltyPoints).Amount);
    }

    private static async Task<IEnumerable<string>> Open(ShopFiles files) =>
        (await new ShopBooks(files.Storage).Progress(TestContext.Current.CancellationToken)).OpenNumbers;

    private static async Task Credited(ShopFiles files, string number, params (decimal Price, string? Purchase)[] lines)
    {
        await files.Save<OrderingDb>(new Return
        {
            Number = number,
            CustomerId = "501",
            ReturnedAt = DateTime.UnixEpoch,
            Status = ReturnStatus.Credited,
            Total = lines.Sum(line => line.Price),
            Lines = [.. lines.Select((line, index) => new ReturnLine
            {
                OrderNumber = number,
                LineNumber = index + 1,
                StockCode = "LAMP",
                Quantity = 1,
                UnitPrice = line.Price,
                PurchaseNumber = line.Purchase,
            })],
        });
        await files.Save<BillingDb>(new CreditNote
        {
            OrderNumber = number, Number = $"CN-{number}", CustomerId = "501", Amount = 1, IssuedAt = DateTime.UnixEpoch,
        });
        await files.Save<NotificationDb>(Confirmation(number));
    }

    private static Invoice Invoice(string number, string? customer, decimal amount) => new()
    {
        OrderNumber = number, Number = $"INV-{number}", CustomerId = customer, Amount = amount, IssuedAt = DateTime.UnixEpoch,
    };

    private static Confirmation Confirmation(string number) => new()
    {
        OrderNumber = number, Recipient = "501", Subject = "", Text = "", WrittenAt = DateTime.UnixEpoch,
    };

    private static PointsEntry Points(string number) => new()
    {
        OrderNumber = number, CustomerId = "501", Points = 25, BookedAt = DateTime.UnixEpoch,
    };
}
