using System.Globalization;
using System.Text;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>
/// A busy day of our own making: small orders, so that it is long in messages and short in time. The same on every run.
/// </summary>
internal sealed class GeneratedDay : IDisposable
{
    public const int SecondsBetweenOrders = 60;

    private const int Items = 40;
    private const int Customers = 25;

    private GeneratedDay(string file, string prefix) => (File, Prefix) = (file, prefix);

    public string File { get; }

    /// <summary>What the numbers of this day's orders begin with, and those of no other day.</summary>
    public string Prefix { get; }

    /// <summary>Writes a day of so many orders. Every seventh is a guest's, and after every tenth a customer returns something.</summary>
    public static GeneratedDay Of(int orders, string prefix)
    {
        var file = Path.Combine(Path.GetTempPath(), $"edakit-day-{Guid.NewGuid():N}.csv");
        var text = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        var time = new DateTime(2024, 3, 1, 8, 0, 0, DateTimeKind.Utc);

        for (var order = 0; order < orders; order++)
        {
            var customer = order % 7 == 0 ? "" : $"{500 + (order % Customers)}.0";
            time = time.AddSeconds(SecondsBetweenOrders);
            for (var line = 0; line <= order % 4; line++)
                Append(text, $"{prefix}{order:0000}", Item(order, line), quantity: 1 + (order % 5), time, customer);

            if (order % 10 == 9)
                Append(text, $"C{prefix}{order:0000}", Item(order, 0), quantity: -1, time.AddSeconds(30), customer);
        }

        System.IO.File.WriteAllText(file, text.ToString());
        return new GeneratedDay(file, prefix);
    }

    public void Dispose() => System.IO.File.Delete(File);

    private static int Item(int order, int line) => ((order * 7) + (line * 3)) % Items;

    private static void Append(StringBuilder text, string number, int item, int quantity, DateTime time, string customer) =>
        text.Append(CultureInfo.InvariantCulture,
            $"{number},ITEM{item},Item {item},{quantity},{time:yyyy-MM-dd HH:mm:ss},{1 + item}.{item:00},{customer},United Kingdom\n");
}
