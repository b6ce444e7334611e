using System.Globalization;

namespace Retail.Host.TradingDays;

/// <summary>Finds the columns of a trading day by their names, and reads what is in them.</summary>
internal sealed class TradingDayColumns
{
    private static readonly string[] Names =
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    private readonly Dictionary<string, int> _places;
    private readonly int _count;

    /// <exception cref="FormatException">A column is missing.</exception>
    public TradingDayColumns(CsvRecord header)
    {
        _count = header.Fields.Count;
        _places = header.Fields.Index().DistinctBy(field => field.Item).ToDictionary(field => field.Item, field => field.Index);

        var missing = Names.Where(name => !_places.ContainsKey(name)).ToArray();
        if (missing.Length > 0)
            throw new FormatException($"line {header.Line}: the column '{string.Join("', '", missing)}' is missing. "
                + $"A trading day has the columns {string.Join(",", Names)}.");
    }

    /// <exception cref="FormatException">The record has too few or too many fields, or one that cannot be read.</exception>
    public TradingDayRow Read(CsvRecord record)
    {
        if (record.Fields.Count != _count)
            throw new FormatException($"line {record.Line}: {record.Fields.Count} fields where the first line names {_count} columns.");

        return new TradingDayRow(
            record.Line,
            Required(record, "InvoiceNo"),
            Required(record, "StockCode"),
            Field(record, "Description"),
            int.TryParse(Field(record, "Quantity"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity)
                ? quantity
                : throw Unreadable(record, "Quantity", "a whole number"),
            DateTime.TryParseExact(
                Field(record, "InvoiceDate"), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : throw Unreadable(record, "InvoiceDate", "a time such as 2010-12-01 08:26:00"),
            decimal.TryParse(
                Field(record, "UnitPrice"), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var price)
                ? price
                : throw Unreadable(record, "UnitPrice", "an amount such as 2.55"),
            Customer(Field(record, "CustomerID")),
            Field(record, "Country"));
    }

    private string Field(CsvRecord record, string name) => record.Fields[_places[name]];

    private string Required(CsvRecord record, string name) =>
        Field(record, name) is { Length: > 0 } value ? value : throw new FormatException($"line {record.Line}: '{name}' is empty.");

    /// <summary>The file writes customers as 17850.0, because some tool once took them for amounts.</summary>
    private static string? Customer(string value) =>
        value.Length == 0 ? null : value.EndsWith(".0", StringComparison.Ordinal) ? value[..^2] : value;

    private FormatException Unreadable(CsvRecord record, string name, string expected) =>
        new($"line {record.Line}: '{name}' is '{Field(record, name)}', which is not {expected}.");
}
