using Retail.Host;
using Retail.Host.TradingDays;

namespace Retail.Tests.TradingDays;

public sealed class TradingDayFilesTests : IDisposable
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    private const string Line = "900001,LAMP,Desk lamp,2,2024-03-01 09:00:00,12.50,501.0,United Kingdom";

    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;

    [Fact]
    public void Read_small_day_groups_lines_by_invoice_in_the_order_of_the_file()
    {
        var invoices = TradingDayFiles.Read([TradingDay.Small]);

        Assert.Equal(
            ["900001", "900002", "900003", "900004", "900005", "C900006", "C900007", "900008", "C900009", "C900010", "900011"],
            invoices.Select(invoice => invoice.Number));
        Assert.Equal([1, 2, 3], invoices[0].Lines.Select(line => line.Number));
        Assert.Equal(invoices[0].Lines[0] with { Number = 2 }, invoices[0].Lines[1]);
    }

    [Fact]
    public void Read_small_day_understands_customers_guests_times_and_quotes()
    {
        var invoices = TradingDayFiles.Read([TradingDay.Small]);

        Assert.Equal("501", invoices[0].CustomerId);
        Assert.Null(invoices[1].CustomerId);
        Assert.Equal(new DateTime(2024, 3, 1, 9, 10, 0, DateTimeKind.Utc), invoices[1].Time);
        Assert.Equal(DateTimeKind.Utc, invoices[1].Time.Kind);
        Assert.Equal("Wall clock, 12\" dial", invoices[1].Lines[1].Description);
        Assert.True(invoices[5].IsReturn);
    }

    [Fact]
    public void Read_columns_in_another_order_gives_the_same()
    {
        var file = Write("UnitPrice,Quantity,InvoiceNo,StockCode,Description,InvoiceDate,CustomerID,Country\n"
            + "12.50,2,900001,LAMP,Desk lamp,2024-03-01 09:00:00,501.0,United Kingdom");

        var line = Assert.Single(Assert.Single(TradingDayFiles.Read([file])).Lines);

        Assert.Equal(new DayLine(1, "LAMP", "Desk lamp", 2, 12.50m), line);
    }

    [Theory]
    [InlineData("2,2024-03-01 09:00:00,12.50", "two,2024-03-01 09:00:00,12.50", "'Quantity' is 'two'")]
    [InlineData("2,2024-03-01 09:00:00,12.50", "2,2024-03-01 09:00:00,dear", "'UnitPrice' is 'dear'")]
    [InlineData("2,2024-03-01 09:00:00,12.50", "2,1 March,12.50", "'InvoiceDate' is '1 March'")]
    [InlineData("900001", "", "'InvoiceNo' is empty")]
    [InlineData("United Kingdom", "United Kingdom,extra", "9 fields")]
    [InlineData("Desk lamp", "\"Desk lamp", "never closed")]
    [InlineData("501.0", "999.0", "of customer '999' here and of '501' on line 2")]
    public void Read_line_that_is_wrong_is_reported_with_file_and_line(string right, string wrong, string what)
    {
        var file = Write($"{Header}\n{Line}\n{Line.Replace(right, wrong, StringComparison.Ordinal)}\n");

        var fault = Assert.Throws<OperatorException>(() => TradingDayFiles.Read([file]));

        Assert.Contains($"'{file}', line 3", fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_missing_column_is_reported_by_name()
    {
        var file = Write("InvoiceNo,StockCode,Quantity\n1,2,3");

        var fault = Assert.Throws<OperatorException>(() => TradingDayFiles.Read([file]));

        Assert.Contains(
            "'Description', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country' is missing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_empty_file_is_reported() => AssertReported("is empty", Write(""));

    [Fact]
    public void Read_missing_file_is_reported() => AssertReported("no-such-day.csv", "no-such-day.csv");

    [Fact]
    public void Read_same_day_twice_is_reported() => AssertReported("Name every trading day once", TradingDay.Small, TradingDay.Small);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertReported(string message, params string[] files) => Assert.Contains(
        message, Assert.Throws<OperatorException>(() => TradingDayFiles.Read(files)).Message, StringComparison.Ordinal);

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "day.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
