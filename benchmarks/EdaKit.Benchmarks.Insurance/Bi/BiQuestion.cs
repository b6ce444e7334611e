using EdaKit.Benchmarks.Insurance.Relational;
using Insurance.Analytics.Asking;
using Insurance.Store.History;
using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>A question of business that can be asked of both sides.</summary>
internal abstract class BiQuestion
{
    private static readonly DateOnly Ever = new(1900, 1, 1);

    /// <summary>All that the sample's reader answers.</summary>
    public static IReadOnlyList<BiQuestion> All { get; } =
    [
        new Pair<LossRatio>("loss ratio by region and month", (reader, question) => reader.LossRatios(question), RelationalQueries.LossRatios),
        new Pair<PremiumOfMonth>("premium by cover and month", (reader, question) => reader.Premiums(question), RelationalQueries.Premiums),
        new Pair<ClaimsOfPeril>("claims by peril and region", (reader, question) => reader.Claims(question), RelationalQueries.Claims),
        new Pair<RegionFigures>("regions", (reader, question) => reader.Regions(question), RelationalQueries.Regions),
        new Pair<Retention>("retention by month", (reader, question) => reader.Retention(question), RelationalQueries.Retention),
        new Pair<ClaimDevelopment>("run-off of claims", (reader, question) => reader.Development(question), RelationalQueries.Development),
    ];

    public abstract string Name { get; }

    /// <summary>What is asked about the last months, with this one.</summary>
    /// <param name="months">How many; null for all.</param>
    public static Question Of(int? months)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        return new(Moment.Now, months is { } some ? month.AddMonths(1 - some) : Ever, month);
    }

    /// <summary>Asks analytics.</summary>
    /// <returns>How many rows the answer has.</returns>
    public abstract int AskAnalytics(AnalyticsReader reader, Question asked);

    /// <summary>Asks the tables, which know what is and not what was known then. First and last month must be given.</summary>
    /// <returns>How many rows the answer has.</returns>
    public abstract Task<int> AskTablesAsync(NpgsqlDataSource database, Question asked, CancellationToken cancellationToken);

    /// <summary>Asks both, and compares row by row.</summary>
    /// <exception cref="BenchmarkFailedException">They do not say the same, or nothing at all.</exception>
    public abstract Task CheckAsync(AnalyticsReader reader, NpgsqlDataSource database, Question asked, CancellationToken cancellationToken);

    private sealed class Pair<TRow>(string name, Func<AnalyticsReader, Question, Answer<TRow>> askAnalytics, RelationalQuery<TRow> query) : BiQuestion
    {
        public override string Name => name;

        public override int AskAnalytics(AnalyticsReader reader, Question asked) => askAnalytics(reader, asked).Rows.Count;

        public override async Task<int> AskTablesAsync(NpgsqlDataSource database, Question asked, CancellationToken cancellationToken) =>
            (await query.AskAsync(database, asked.From!.Value, asked.Until!.Value, cancellationToken)).Count;

        public override async Task CheckAsync(AnalyticsReader reader, NpgsqlDataSource database, Question asked, CancellationToken cancellationToken)
        {
            var analytics = askAnalytics(reader, asked).Rows;
            var tables = await query.AskAsync(database, asked.From!.Value, asked.Until!.Value, cancellationToken);

            if (analytics.Count == 0)
                throw new BenchmarkFailedException($"'{name}' has no answer: there is nothing to compare.");
            if (analytics.Zip(tables).FirstOrDefault(rows => !rows.First!.Equals(rows.Second)) is { First: not null } differing)
                throw new BenchmarkFailedException($"'{name}': analytics say '{differing.First}', and the tables say '{differing.Second}'.");
            if (analytics.Count != tables.Count)
                throw new BenchmarkFailedException($"'{name}': analytics have '{analytics.Count}' rows, and the tables '{tables.Count}'.");
        }
    }
}
