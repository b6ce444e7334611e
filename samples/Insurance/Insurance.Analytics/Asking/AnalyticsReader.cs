using DuckDB.NET.Data;
using Insurance.Analytics.Files;
using Insurance.Analytics.Keeping;
using Insurance.Store.History;

namespace Insurance.Analytics.Asking;

/// <summary>
/// Answers questions of business, as of now or of any moment. DuckDB works in this process, on the thread of whoever asks; a question sees one state of
/// all tables, and holds up nobody who writes.
/// </summary>
public sealed class AnalyticsReader(AnalyticsFile file, TimeProvider clock)
{
    private static readonly DateOnly Ever = new(1900, 1, 1);

    /// <summary>Loss ratios by region and month of the loss.</summary>
    public Answer<LossRatio> LossRatios(Question question) => Ask(BiQueries.LossRatios, question);

    /// <summary>Premiums by kind of cover and month.</summary>
    public Answer<PremiumOfMonth> Premiums(Question question) => Ask(BiQueries.Premiums, question);

    /// <summary>Claims by peril and region, of losses in the months.</summary>
    public Answer<ClaimsOfPeril> Claims(Question question) => Ask(BiQueries.Claims, question);

    /// <summary>Regions, that with the most premium first.</summary>
    public Answer<RegionFigures> Regions(Question question) => Ask(BiQueries.Regions, question);

    /// <summary>Who came, stayed and went, by month.</summary>
    public Answer<Retention> Retention(Question question) => Ask(BiQueries.Retention, question);

    /// <summary>What losses of each year cost, by how many months after the loss it was paid.</summary>
    public Answer<ClaimDevelopment> Development(Question question) => Ask(BiQueries.Development, question);

    internal Answer<TRow> Ask<TRow>(BiQuery<TRow> query, Question question)
    {
        using var connection = file.Connect();
        using var transaction = connection.BeginTransaction();

        var position = AnalyticsProgress.PositionIn(connection);
        var until = question.Until ?? LastMonth(connection, question.Moment);
        var rows = connection.Query(TablesAt(question.Moment) + query.Sql, query.Read, ("from", FirstOf(question.From ?? Ever)), ("until", FirstOf(until)));
        return new(position, FirstOf(until), rows);
    }

    /// <summary>The rows that were there at a moment. DuckDB computes nothing of what a question does not use.</summary>
    private static string TablesAt(Moment moment) =>
        $"with {string.Join(", ", AnalyticsTables.Star.Select(table => $"{table}_then as (from {table} where {ConditionOf(moment)})"))}, ";

    private static string ConditionOf(Moment moment) => moment switch
    {
        { Position: { } position } => FormattableString.Invariant($"position <= {position}"),
        { Instant: { } instant } => FormattableString.Invariant($"recorded_at <= timestamp '{instant.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}'"),
        _ => "true",
    };

    /// <summary>The month of the moment. That of a position is the month in which what was recorded until then ends.</summary>
    private DateOnly LastMonth(DuckDBConnection connection, Moment moment)
    {
        if (moment.Position is null)
            return DateOnly.FromDateTime((moment.Instant ?? clock.GetUtcNow()).UtcDateTime);

        var sql = $"{TablesAt(moment)} recorded as ({string.Join(" union all ", AnalyticsTables.Star.Select(table => $"select max(recorded_at) as last from {table}_then"))}) select max(last) from recorded";
        return connection.Query(sql, row => row.IsDBNull(0) ? Ever : DateOnly.FromDateTime(row.GetDateTime(0)))[0];
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
