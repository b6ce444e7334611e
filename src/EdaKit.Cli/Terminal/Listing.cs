using Spectre.Console;

namespace EdaKit.Cli.Terminal;

/// <summary>
/// A table with a line for each row. On a terminal it fits into the width, and where that is too narrow for columns, what is long stands
/// below its row; in a pipe or a file every row is one line, however long, without colours, so that it can be searched and cut.
/// </summary>
internal sealed class Listing<T>(params Column<T>[] columns)
{
    private const string Gap = "  ";

    /// <summary>How many characters a column that wraps needs to be readable.</summary>
    private const int LeastWrapped = 16;

    public void Write(IReadOnlyList<T> rows)
    {
        var shown = columns.Where(column => !column.IsRare || rows.Any(row => column.Text(row).Length > 0)).ToArray();
        var cells = rows.Select(row => shown.Select(column => Printable.Line(column.Text(row))).ToArray()).ToList();

        if (Console.IsOutputRedirected)
            WriteLines(shown, cells);
        else if (LeastWidth(shown, cells) <= AnsiConsole.Profile.Width)
            WriteTable(shown, cells);
        else
            WriteBlocks(shown, cells);
    }

    private static int LeastWidth(Column<T>[] shown, List<string[]> rows) =>
        shown.Select((column, i) => Gap.Length + (column.Wraps ? LeastWrapped : rows.Max(row => Math.Max(column.Name.Length, row[i].Length)))).Sum();

    private static void WriteLines(Column<T>[] shown, List<string[]> rows, Action<int>? writeBelow = null)
    {
        List<string[]> lines = [[.. shown.Select(column => column.Name)], .. rows];
        var widths = Enumerable.Range(0, shown.Length).Select(i => lines.Max(line => line[i].Length)).ToArray();

        for (var i = 0; i < lines.Count; i++)
        {
            Console.Out.WriteLine(string.Join(Gap, lines[i].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());

            if (i > 0)
                writeBelow?.Invoke(i - 1);
        }
    }

    private static void WriteTable(Column<T>[] shown, List<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);

        foreach (var column in shown)
        {
            var header = new TableColumn(new Text(column.Name, new Style(decoration: Decoration.Bold)));
            table.AddColumn(column.Wraps ? header : header.NoWrap());
        }

        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));

        AnsiConsole.Console.Write(table);
    }

    private static void WriteBlocks(Column<T>[] shown, List<string[]> rows)
    {
        int[] head = [.. Indexes(shown, wraps: false)], below = [.. Indexes(shown, wraps: true)];
        var width = below.Select(i => shown[i].Name.Length).DefaultIfEmpty().Max();

        WriteLines([.. head.Select(i => shown[i])], [.. rows.Select(row => head.Select(i => row[i]).ToArray())], row =>
        {
            foreach (var i in below.Where(i => rows[row][i].Length > 0))
                Console.Out.WriteLine($"{Gap}{shown[i].Name.ToLowerInvariant().PadRight(width)}{Gap}{rows[row][i]}");
        });
    }

    private static IEnumerable<int> Indexes(Column<T>[] shown, bool wraps) => Enumerable.Range(0, shown.Length).Where(i => shown[i].Wraps == wraps);
}

/// <summary>A column of a listing.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Wraps">Whether a narrow terminal may break what stands in it over several lines.</param>
/// <param name="IsRare">Whether it is left out where no row has anything in it.</param>
internal sealed record Column<T>(string Name, Func<T, string> Text, bool Wraps = false, bool IsRare = false);
