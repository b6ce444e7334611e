using DuckDB.NET.Data;
using Insurance.Analytics.Figures;
using Insurance.Store.Feed;

namespace Insurance.Analytics.Keeping;

/// <summary>Writes rows, many at once, in the transaction of a connection.</summary>
internal static class AnalyticsWriter
{
    public static void Write(DuckDBConnection connection, AnalyticsRows rows)
    {
        Append(connection, "policies", rows.Policies, (row, fact) => Begin(row, fact.By)
            .AppendValue(fact.Row.Model).AppendValue(fact.Row.Price).AppendValue((DateOnly?)fact.Row.YoungestBorn));

        Append(connection, "premiums", rows.Premiums, (row, fact) => Begin(row, fact.By, fact.Key)
            .AppendValue(fact.Change.Days).AppendValue(fact.Change.Earned).AppendValue(fact.Change.Written));

        Append(connection, "payments", rows.Payments, (row, fact) => Begin(row, fact.By, fact.Key)
            .AppendValue(fact.Change.Paid).AppendValue(fact.Change.Refunded));

        Append(connection, "terms", rows.Terms, (row, fact) => Begin(row, fact.By, fact.Key)
            .AppendValue(fact.Change.Begun).AppendValue(fact.Change.Ended).AppendValue(fact.Change.Renewed).AppendValue(fact.Change.Cancelled));

        Append(connection, "claims", rows.Claims, (row, fact) => Begin(row, fact.By)
            .AppendValue(fact.Key.Number).AppendValue(Names.Of(fact.Key.Peril)).AppendValue((DateOnly?)fact.Key.LossMonth)
            .AppendValue(fact.Key.Place.Region).AppendValue(Names.Of(fact.Key.Place.Cover))
            .AppendValue(fact.Change.Opened).AppendValue(fact.Change.Open).AppendValue(fact.Change.Incurred).AppendValue(fact.Change.Paid));
    }

    private static void Append<T>(DuckDBConnection connection, string table, List<T> facts, Func<IDuckDBAppenderRow, T, IDuckDBAppenderRow> fill)
    {
        if (facts.Count == 0)
            return;

        using var appender = connection.CreateAppender(table);
        foreach (var fact in facts)
            fill(appender.CreateRow(), fact).EndRow();
    }

    private static IDuckDBAppenderRow Begin(IDuckDBAppenderRow row, FedEvent by) =>
        row.AppendValue(by.Position).AppendValue(by.RecordedAt.UtcDateTime).AppendValue((Guid?)by.PolicyId);

    private static IDuckDBAppenderRow Begin(IDuckDBAppenderRow row, FedEvent by, MonthlyKey key) =>
        Begin(row, by).AppendValue((DateOnly?)key.Month).AppendValue(key.Place.Region).AppendValue(Names.Of(key.Place.Cover));
}
