using System.Globalization;
using System.Text;
using Retail.Host;
using Retail.Host.TradingDays;
using Samples.Hosting;

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

    [Fact]
    public void Read_odd_day_understands_the_second_release()
    {
        var invoices = TradingDayFiles.Read([TradingDay.Odd]);

        Assert.Equal(19, invoices.Count);
        Assert.Equal("581901", invoices[0].Number);
        Assert.Equal(new DateTime(2011, 12, 10, 8, 5, 0, DateTimeKind.Utc), invoices[0].Time);
        Assert.Equal("CAFÉ TRAY, \"Größe L\" for £5", invoices[0].Lines[1].Description);
        Assert.Equal("602", invoices[1].CustomerId);
        Assert.Equal(["POST", "M", "m"], invoices[1].Lines.Select(line => line.StockCode));
        Assert.Equal("604", invoices.Single(invoice => invoice.Number == "581910").CustomerId);
    }

    [Theory]
    [InlineData("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country")]
    [InlineData("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country")]
    [InlineData("invoiceno,stockcode,description,quantity,invoicedate,unitprice,customerid,country")]
    [InlineData("Invoice No,Stock Code,Description,Quantity,Invoice Date,Unit Price,Customer ID,Country")]
    public void Read_other_names_of_the_columns_gives_the_same(string header)
    {
        var line = Assert.Single(Assert.Single(TradingDayFiles.Read([Write($"{header}\n{Line}")])).Lines);

        Assert.Equal(new DayLine(1, "LAMP", "Desk lamp", 2, 12.50m), line);
    }

    [Theory]
    [InlineData("2024-03-01 09:00:00")]
    [InlineData("2024-03-01 09:00")]
    [InlineData("2024-03-01T09:00:00")]
    [InlineData("2024-03-01T09:00:00Z")]
    [InlineData("2024-03-01T10:00:00+01:00")]
    [InlineData("3/1/2024 9:00")]
    [InlineData("03/01/2024 09:00:00")]
    [InlineData("3/1/2024 9:00 AM")]
    [InlineData("3/1/24 9:00")]
    public void Read_time_in_any_of_the_usual_ways_gives_the_same(string time)
    {
        var file = Write($"{Header}\n{Line.Replace("2024-03-01 09:00:00", time, StringComparison.Ordinal)}");

        var invoice = Assert.Single(TradingDayFiles.Read([file]));

        Assert.Equal(new DateTime(2024, 3, 1, 9, 0, 0, DateTimeKind.Utc), invoice.Time);
        Assert.Equal(DateTimeKind.Utc, invoice.Time.Kind);
    }

    [Theory]
    [InlineData("80995", "2.08", 80_995, "2.08")]
    [InlineData("6.0", "0.001", 6, "0.001")]
    [InlineData("1", "-11062.06", 1, "-11062.06")]
    [InlineData("1", "1e-03", 1, "0.001")]
    [InlineData("1", "649.5000000001", 1, "649.5000000001")]
    public void Read_numbers_keep_every_digit(string quantity, string price, int readQuantity, string readPrice)
    {
        var file = Write($"{Header}\n{Line.Replace(",2,", $",{quantity},", StringComparison.Ordinal)
            .Replace("12.50", price, StringComparison.Ordinal)}");

        var line = Assert.Single(Assert.Single(TradingDayFiles.Read([file])).Lines);

        Assert.Equal(readQuantity, line.Quantity);
        Assert.Equal(decimal.Parse(readPrice, CultureInfo.InvariantCulture), line.UnitPrice);
    }

    [Fact]
    public void Read_file_that_is_not_utf8_takes_it_for_latin1()
    {
        var file = Write("");
        File.WriteAllText(
            file, $"{Header}\n{Line.Replace("Desk lamp", "Café lamp for £5", StringComparison.Ordinal)}", Encoding.Latin1);

        var line = Assert.Single(Assert.Single(TradingDayFiles.Read([file])).Lines);

        Assert.Equal("Café lamp for £5", line.Description);
    }

    [Fact]
    public void Read_latin1_file_with_a_mistake_is_reported_too()
    {
        var file = Write("");
        File.WriteAllText(file, $"{Header}\n{Line.Replace("Desk lamp", "£5 lamp", StringComparison.Ordinal)}\n1,2,3", Encoding.Latin1);

        AssertReported("line 3: 3 fields", file);
    }

    [Fact]
    public void Read_spreadsheet_is_reported()
    {
        var file = Write("");
        File.WriteAllBytes(file, [0x50, 0x4B, 3, 4, 20, 0]);

        AssertReported("Save it as CSV", file);
    }

    [Theory]
    [InlineData("2,2024-03-01 09:00:00,12.50", "2.5,2024-03-01 09:00:00,12.50", "'Quantity' is '2.5'")]
    [InlineData("2,2024-03-01 09:00:00,12.50", "2,31/12/2024 9:00,12.50", "with the month first")]
    [InlineData("900001", "90/0001", "without a slash")]
    [InlineData("900001", "123456789012345678901", "at most 20 characters")]
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
