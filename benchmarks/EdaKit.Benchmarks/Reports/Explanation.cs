using System.Text.RegularExpressions;
using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Reports;

/// <summary>What each subject asked PostgreSQL, so that everybody can see that it does what its name says.</summary>
internal static partial class Explanation
{
    private const double Rarely = 0.0005;

    /// <summary>
    /// Writes them. PostgreSQL's log, for which there is <c>log_statement</c>, agrees but for one thing, which the first line says: of a
    /// prepared statement that is no query, pg_stat_statements sees the first execution only.
    /// </summary>
    public static void Write(TextWriter writer, Report report)
    {
        writer.WriteLine("SAVEPOINT, RELEASE and their like are counted once for each connection, however often they run.");
        writer.WriteLine();

        foreach (var row in report.Rows)
        {
            writer.WriteLine($"# {row.Workload}, {row.Title}: statements a {(row.Kind == WorkloadKind.Idle ? "second" : "message")}");

            foreach (var failure in row.Runs.Select(run => run.Failure).OfType<string>())
                writer.WriteLine(failure);

            foreach (var statement in row.Counted().LastOrDefault()?.Statements?.Where(statement => statement.Calls > Rarely) ?? [])
                writer.WriteLine($"{MarkdownReport.Number(statement.Calls, "N3"),8}  {Blanks().Replace(statement.Sql, " ")}");

            writer.WriteLine();
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
