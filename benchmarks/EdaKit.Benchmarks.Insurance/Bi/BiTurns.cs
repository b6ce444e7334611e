using System.Diagnostics;
using EdaKit.Benchmarks.Figures;
using Insurance.Analytics.Asking;
using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>One question, asked of both sides turn by turn.</summary>
/// <param name="question">The question.</param>
/// <param name="months">How many months up to now it is about; null for all.</param>
internal sealed class BiTurns(BiQuestion question, int? months)
{
    private readonly List<(double Tables, double Analytics)> _turns = [];
    private readonly Question _asked = BiQuestion.Of(months);

    public string Name => question.Name;

    public string Months => months is { } some ? $"{some}" : "all";

    /// <summary>How many rows the answer has.</summary>
    public int Rows { get; private set; }

    public Quarters TablesMilliseconds => Quarters.Of(_turns.Select(turn => turn.Tables));

    public Quarters AnalyticsMilliseconds => Quarters.Of(_turns.Select(turn => turn.Analytics));

    /// <summary>How much quicker analytics were, turn by turn.</summary>
    public Quarters Ratio => Quarters.Of(_turns.Select(turn => turn.Tables / turn.Analytics));

    /// <summary>Has a turn.</summary>
    public async Task RunAsync(AnalyticsReader reader, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        Rows = await question.AskTablesAsync(database, _asked, cancellationToken);
        var tables = Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        began = Stopwatch.GetTimestamp();
        question.AskAnalytics(reader, _asked);
        _turns.Add((tables, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
    }
}
