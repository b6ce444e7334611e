using DuckDB.NET.Data;

namespace Insurance.Analytics.Files;

/// <summary>
/// The tables. Those of an analyst are a star: rows of what changed, with the position and the instant of the event that changed it, around the policy. Figures
/// of now are sums over all rows, and figures of then are sums over those that were there.
/// </summary>
internal static class AnalyticsTables
{
    /// <summary>What an analyst reads, and what an export holds.</summary>
    public static readonly string[] Star = ["policies", "premiums", "payments", "terms", "claims"];

    private const string Tables = """
        create table if not exists policies (
            position bigint not null, recorded_at timestamp not null, policy_id uuid not null, model varchar not null, price decimal(18,2) not null, youngest_born date not null);
        create table if not exists premiums (
            position bigint not null, recorded_at timestamp not null, policy_id uuid not null, month date not null, region varchar not null, cover varchar not null,
            days integer not null, earned decimal(18,6) not null, written decimal(18,6) not null);
        create table if not exists payments (
            position bigint not null, recorded_at timestamp not null, policy_id uuid not null, month date not null, region varchar not null, cover varchar not null,
            paid decimal(18,2) not null, refunded decimal(18,2) not null);
        create table if not exists terms (
            position bigint not null, recorded_at timestamp not null, policy_id uuid not null, month date not null, region varchar not null, cover varchar not null,
            begun integer not null, ended integer not null, renewed integer not null, cancelled integer not null);
        create table if not exists claims (
            position bigint not null, recorded_at timestamp not null, policy_id uuid not null, claim integer not null, peril varchar not null,
            loss_month date not null, region varchar not null, cover varchar not null,
            opened integer not null, open integer not null, incurred decimal(18,2) not null, paid decimal(18,2) not null);

        create schema if not exists keeping;
        create table if not exists keeping.progress (position bigint not null, event_position bigint, event_id uuid);
        create table if not exists keeping.parked (policy_id uuid not null, version bigint not null, reason varchar not null, parked_at timestamp not null);
        """;

    /// <summary>Makes what is missing.</summary>
    public static void Create(DuckDBConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        CreateMissing(connection);
        transaction.Commit();
    }

    /// <summary>Throws everything away, in the caller's transaction. Readers see it at once when that commits.</summary>
    public static void CreateAnew(DuckDBConnection connection)
    {
        foreach (var table in (string[])[.. Star, "keeping.progress", "keeping.parked"])
            connection.Execute($"drop table {table}");
        CreateMissing(connection);
    }

    private static void CreateMissing(DuckDBConnection connection)
    {
        connection.Execute(Tables);
        connection.Execute("insert into keeping.progress select 0, null, null where not exists (from keeping.progress)");
    }
}
