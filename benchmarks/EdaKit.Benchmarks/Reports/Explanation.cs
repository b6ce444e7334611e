using System.Text.RegularExpressions;
using Spectre.Console;

namespace EdaKit.Benchmarks.Reports;

/// <summary>What each subject asked PostgreSQL, so that everybody can see that it does what its name says.</summary>
internal static partial class Explanation
{
    private const double Rarely = 0.0005;
    private const int LongestSql = 160;

    public static void Print(IAnsiConsole console, Report report)
    {
        foreach (var row in report.Rows)
        {
            var table = new Table().AddColumns($"calls a {(row.Kind == Protocol.WorkloadKind.Idle ? "second" : "message")}", "statement")
                .Title($"{row.Workload}, {Markup.Escape(row.Title)}");

            foreach (var failure in row.Runs.Select(run => run.Failure).OfType<string>())
                table.AddRow("–", Markup.Escape(failure));

            foreach (var statement in row.Counted().LastOrDefault()?.Statements?.Where(statement => statement.Calls > Rarely) ?? [])
            {
                var sql = Blanks().Replace(statement.Sql, " ");
                table.AddRow(MarkdownReport.Number(statement.Calls, "N3"), Markup.Escape(sql.Length > LongestSql ? sql[..LongestSql] + "…" : sql));
            }

            console.Write(table);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
