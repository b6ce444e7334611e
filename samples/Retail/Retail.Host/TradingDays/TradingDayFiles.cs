namespace Retail.Host.TradingDays;

/// <summary>Reads trading days from CSV files.</summary>
internal static class TradingDayFiles
{
    /// <summary>The invoices of all files, in the order in which they first appear.</summary>
    /// <exception cref="OperatorException">A file is missing, or a line cannot be read; the message names file and line.</exception>
    public static IReadOnlyList<DayInvoice> Read(IReadOnlyList<string> files)
    {
        var invoices = new List<DayInvoice>();
        var fileOf = new Dictionary<string, string>();

        foreach (var file in files)
        {
            foreach (var invoice in Read(file))
            {
                if (!fileOf.TryAdd(invoice.Number, file))
                    throw new OperatorException(
                        $"Invoice '{invoice.Number}' is in '{fileOf[invoice.Number]}' and again in '{file}'. Name every trading day once.");
                invoices.Add(invoice);
            }
        }

        return invoices;
    }

    private static List<DayInvoice> Read(string file)
    {
        try
        {
            using var text = new StreamReader(file);
            return [.. InvoicesOf([.. RowsOf(text)])];
        }
        catch (FormatException fault)
        {
            throw new OperatorException($"'{file}', {fault.Message} Correct the file and replay it again.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The trading day '{file}' cannot be read: {fault.Message}", fault);
        }
    }

    private static IEnumerable<TradingDayRow> RowsOf(TextReader text)
    {
        TradingDayColumns? columns = null;
        foreach (var record in new CsvReader(text).ReadAll())
        {
            if (columns is null)
                columns = new TradingDayColumns(record);
            else
                yield return columns.Read(record);
        }

        if (columns is null)
            throw new FormatException("line 1: the file is empty.");
    }

    private static IEnumerable<DayInvoice> InvoicesOf(IReadOnlyList<TradingDayRow> rows)
    {
        foreach (var invoice in rows.GroupBy(row => row.InvoiceNo))
        {
            var first = invoice.First();
            if (invoice.FirstOrDefault(row => row.CustomerId != first.CustomerId) is { } stranger)
                throw new FormatException($"line {stranger.FileLine}: invoice '{invoice.Key}' is of customer '{stranger.CustomerId}' here "
                    + $"and of '{first.CustomerId}' on line {first.FileLine}.");

            yield return new DayInvoice(invoice.Key, first.CustomerId, first.Country, first.Time,
                [.. invoice.Select((row, index) => new DayLine(index + 1, row.StockCode, row.Description, row.Quantity, row.UnitPrice))]);
        }
    }
}
