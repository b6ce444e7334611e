using System.Text;
using Samples.Hosting;

namespace Retail.Host.TradingDays;

/// <summary>Reads trading days from CSV files.</summary>
internal static class TradingDayFiles
{
    /// <summary>Throws at what is not UTF-8, instead of putting question marks in its place.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
            RequireText(file);
            return ReadText(file);
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

    private static List<DayInvoice> ReadText(string file)
    {
        try
        {
            return Read(file, Utf8);
        }
        catch (DecoderFallbackException)
        {
            // What is not UTF-8 is what spreadsheets wrote before it: a pound sign or an accent in a description is one byte there.
            return Read(file, Encoding.Latin1);
        }
    }

    private static List<DayInvoice> Read(string file, Encoding encoding)
    {
        using var text = new StreamReader(file, encoding);
        return [.. InvoicesOf([.. RowsOf(text)])];
    }

    /// <summary>The data set is handed out as a spreadsheet, which is a zip file.</summary>
    /// <exception cref="FormatException">The file is one.</exception>
    private static void RequireText(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.ReadByte() == 'P' && stream.ReadByte() == 'K' && stream.ReadByte() == 3)
            throw new FormatException("line 1: this is a spreadsheet or another zip file. Save it as CSV.");
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
            // Who is named on one line of an invoice is meant on all of them; only two names contradict each other.
            var first = invoice.First();
            var named = invoice.FirstOrDefault(row => row.CustomerId is not null);
            if (invoice.FirstOrDefault(row => row.CustomerId is not null && row.CustomerId != named?.CustomerId) is { } stranger)
                throw new FormatException($"line {stranger.FileLine}: invoice '{invoice.Key}' is of customer '{stranger.CustomerId}' here "
                    + $"and of '{named?.CustomerId}' on line {named?.FileLine}.");

            yield return new DayInvoice(invoice.Key, named?.CustomerId, first.Country, first.Time,
                [.. invoice.Select((row, index) => new DayLine(index + 1, row.StockCode, row.Description, row.Quantity, row.UnitPrice))]);
        }
    }
}
