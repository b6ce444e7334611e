using System.Diagnostics;
using Insurance.Analytics.Asking;
using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>One question, asked of both sides turn by turn.</summary>
/// <param name="question">The question.</param>
/// <param name="months">How many months up to now it is about; null for all.</param>
internal sealed class BiTurns(BiQuestion question, int? months)
{
    private readonly List<(double Tables, double Analytics)> _turns = [];

    public string Name => question.Name;

    public string Months => months is { } some ? $"{some}" : "all";

    /// <summary>How many rows the answer has.</summary>
    public int Rows { get; private set; }

    public double TablesMilliseconds => Quarter(2, turn => turn.Tables);

    public double AnalyticsMilliseconds => Quarter(2, turn => turn.Analytics);

    /// <summary>How much quicker analytics were, turn by turn: lower quarter, median and upper quarter.</summary>
    public (double Lower, double Median, double Upper) Ratio => (Quarter(1, RatioOf), Quarter(2, RatioOf), Quarter(3, RatioOf));

    public Task CheckAsync(AnalyticsReader reader, NpgsqlDataSource database, CancellationToken cancellationToken) => question.CheckAsync(reader, database, months, cancellationToken);

    /// <summary>Has a turn.</summary>
    public async Task RunAsync(AnalyticsReader reader, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        Rows = await question.AskTablesAsync(database, months, cancellationToken);
        var tables = Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        began = Stopwatch.GetTimestamp();
        question.AskAnalytics(reader, months);
        _turns.Add((tables, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
    }

    private static double RatioOf((double Tables, double Analytics) turn) => turn.Tables / turn.Analytics;

    private double Quarter(int quarter, Func<(double Tables, double Analytics), double> figure) => _turns.Select(figure).Order().ElementAt((_turns.Count - 1) * quarter / 4);
}
