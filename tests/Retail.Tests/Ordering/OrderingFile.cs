using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Retail.Host.Audit;
using Retail.Ordering;
using Retail.Ordering.Lines;
using Retail.Ordering.Orders;
using Samples.Hosting.Storage;

namespace Retail.Tests.Ordering;

/// <summary>Ordering's database in a SQLite file of its own.</summary>
internal sealed class OrderingFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;

    public static async Task<OrderingFile> Create(params Order[] orders)
    {
        var file = new OrderingFile();
        await using var db = file.Open();
        await db.Database.EnsureCreatedAsync();
        db.Orders.AddRange(orders);
        await db.SaveChangesAsync();
        return file;
    }

    public OrderingDb Open() => new(new SqliteStorage(_folder).OptionsOf<OrderingDb>());

    /// <summary>An order of one lamp at a given minute past nine.</summary>
    public static Order LampOrder(string number, string? customer, int minute) => Order.From(
        number,
        new OrderRequest(customer, "United Kingdom", At(minute), [new RequestedLine("LAMP", "Desk lamp", 1, 12.50m)]),
        At(minute));

    public static DateTime At(int minute) => new(2024, 3, 1, 9, minute, 0, DateTimeKind.Utc);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
