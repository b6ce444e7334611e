using System.IO.Compression;

namespace Insurance.Analytics.Files;

/// <summary>
/// Gives the star away: a Parquet file for each table, in a zip archive. Other processes read that, with DuckDB or whatever they have, since they cannot open
/// the file.
/// </summary>
public sealed class AnalyticsExport(AnalyticsFile file)
{
    /// <summary>Makes an archive of all tables, as they were at one moment.</summary>
    /// <returns>The archive, from its first byte on. With the stream its file ends.</returns>
    public Stream Create()
    {
        var folder = Directory.CreateTempSubdirectory("analytics-export-");
        try
        {
            CopyTo(folder.FullName);

            var archive = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            // Parquet is packed already: the archive only holds it together.
            ZipFile.CreateFromDirectory(folder.FullName, archive, CompressionLevel.NoCompression, includeBaseDirectory: false);
            archive.Position = 0;
            return archive;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void CopyTo(string folder)
    {
        using var connection = file.Connect();
        using var transaction = connection.BeginTransaction();

        foreach (var table in AnalyticsTables.Star)
            connection.Execute($"copy {table} to '{PathOf(table)}' (format parquet, compression zstd)");
        connection.Execute($"copy (select position from keeping.progress) to '{PathOf("progress")}' (format parquet)");

        string PathOf(string table) => Path.Combine(folder, $"{table}.parquet").Replace("'", "''", StringComparison.Ordinal);
    }
}
