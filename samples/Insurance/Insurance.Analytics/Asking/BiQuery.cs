using DuckDB.NET.Data;

namespace Insurance.Analytics.Asking;

/// <summary>A question to the star, in SQL, and how its rows are read.</summary>
/// <param name="Sql">Reads <c>premiums_then</c> and the other tables as they were at the moment, between <c>$from</c> and <c>$until</c>.</param>
/// <param name="Read">Makes a row of it.</param>
internal sealed record BiQuery<TRow>(string Sql, Func<DuckDBDataReader, TRow> Read);
