namespace Retail.Host.TradingDays;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line of the file on which the record begins, from 1.</param>
/// <param name="Fields">The fields, without the quotes around them.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
