using Spectre.Console;

namespace EdaKit.Cli.Terminal;

/// <summary>
/// A table with a line for each row. On a terminal it fits into the width; in a pipe or a file every row is one line, however long, without
/// colours, so that it can be searched and cut.
/// </summary>
internal sealed class Listing<T>(params Column<T>[] columns)
{
    private const string Gap = "  ";

    public void Write(IReadOnlyList<T> rows)
    {
        var cells = rows.Select(row => columns.Select(column => Printable.Line(column.Text(row))).ToArray()).ToList();

        if (Console.IsOutputRedirected)
            WriteLines([[.. columns.Select(column => column.Name)], .. cells]);
        else
            WriteTable(cells);
    }

    private static void WriteLines(List<string[]> lines)
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(i => lines.Max(line => line[i].Length)).ToArray();

        foreach (var line in lines)
            Console.Out.WriteLine(string.Join(Gap, line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private void WriteTable(List<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);

        foreach (var column in columns)
        {
            var header = new TableColumn(new Text(column.Name, new Style(decoration: Decoration.Bold)));
            table.AddColumn(column.Wraps ? header : header.NoWrap());
        }

        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));

        AnsiConsole.Console.Write(table);
    }
}

/// <summary>A column of a listing.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Wraps">Whether a narrow terminal may break what stands in it over several lines.</param>
internal sealed record Column<T>(string Name, Func<T, string> Text, bool Wraps = false);
