using System.Globalization;
using Retail.Ordering.Lines;

namespace Retail.Host.TradingDays;

/// <summary>
/// Finds the columns of a trading day by their names, and reads what is in them. It knows the names of both releases of the data set, and
/// does not mind capitals, spaces, or columns that it has no use for.
/// </summary>
internal sealed class TradingDayColumns
{
    private const NumberStyles Amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] Names =
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    /// <summary>What "Online Retail II" calls them.</summary>
    private static readonly Dictionary<string, string> OtherNames = new() { ["InvoiceNo"] = "Invoice", ["UnitPrice"] = "Price" };

    private readonly Dictionary<string, int> _places;
    private readonly int _count;

    /// <exception cref="FormatException">A column is missing.</exception>
    public TradingDayColumns(CsvRecord header)
    {
        _count = header.Fields.Count;
        _places = Names
            .Select(name => (Name: name, Place: PlaceOf(header, name)))
            .Where(column => column.Place >= 0)
            .ToDictionary(column => column.Name, column => column.Place);

        var missing = Names.Except(_places.Keys).ToArray();
        if (missing.Length > 0)
            throw new FormatException($"line {header.Line}: the column '{string.Join("', '", missing)}' is missing. "
                + $"A trading day has the columns {string.Join(",", Names)}, with commas between them.");
    }

    /// <exception cref="FormatException">The record has too few or too many fields, or one that cannot be read.</exception>
    public TradingDayRow Read(CsvRecord record)
    {
        if (record.Fields.Count != _count)
            throw new FormatException($"line {record.Line}: {record.Fields.Count} fields where the first line names {_count} columns.");

        return new TradingDayRow(
            record.Line,
            Number(record),
            Required(record, "StockCode"),
            Field(record, "Description"),
            Quantity(record),
            TradingDayTime.Parse(Field(record, "InvoiceDate")) ?? throw Unreadable(record, "InvoiceDate", TradingDayTime.Examples),
            decimal.TryParse(Field(record, "UnitPrice"), Amount, CultureInfo.InvariantCulture, out var price)
                ? price
                : throw Unreadable(record, "UnitPrice", "an amount such as 2.55"),
            Customer(Field(record, "CustomerID").Trim()),
            Field(record, "Country"));
    }

    private static int PlaceOf(CsvRecord header, string name) => header.Fields
        .Select(field => field.Replace(" ", "", StringComparison.Ordinal))
        .Index()
        .Where(field => string.Equals(field.Item, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(field.Item, OtherNames.GetValueOrDefault(name), StringComparison.OrdinalIgnoreCase))
        .Select(field => field.Index)
        .FirstOrDefault(-1);

    private string Field(CsvRecord record, string name) => record.Fields[_places[name]];

    /// <summary>A field that must not be empty, as it stands: a stock code with a blank at its end is another stock code.</summary>
    private string Required(CsvRecord record, string name) =>
        string.IsNullOrWhiteSpace(Field(record, name))
            ? throw new FormatException($"line {record.Line}: '{name}' is empty.")
            : Field(record, name);

    /// <summary>The number is a part of addresses, and the API takes no longer one.</summary>
    private string Number(CsvRecord record) =>
        Required(record, "InvoiceNo").Trim() is { Length: <= RequestErrors.MaxNumberLength } number && !number.Contains('/')
            ? number
            : throw Unreadable(record, "InvoiceNo", $"a number of at most {RequestErrors.MaxNumberLength} characters without a slash");

    /// <summary>A whole number. Spreadsheets and data frames like to write it as 6.0.</summary>
    private int Quantity(CsvRecord record) =>
        decimal.TryParse(Field(record, "Quantity"), Amount, CultureInfo.InvariantCulture, out var quantity)
            && decimal.IsInteger(quantity) && quantity is > int.MinValue and <= int.MaxValue
            ? (int)quantity
            : throw Unreadable(record, "Quantity", "a whole number");

    /// <summary>The file writes customers as 17850.0, because some tool once took them for amounts.</summary>
    private static string? Customer(string value) =>
        value.Length == 0 ? null : value.EndsWith(".0", StringComparison.Ordinal) ? value[..^2] : value;

    private FormatException Unreadable(CsvRecord record, string name, string expected) =>
        new($"line {record.Line}: '{name}' is '{Field(record, name)}', which is not {expected}.");
}
