using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Samples.Hosting.Storage;

/// <summary>A SQLite file for each service in one folder, for the embedded default.</summary>
/// <remarks>
/// SQLite has no decimal type, so EF Core stores money as exact text there, and as numeric on PostgreSQL. Both keep every penny, but
/// SQLite would add text up as floating point: sums over stored money are made in C#, never in SQL.
/// </remarks>
internal sealed class SqliteStorage : IServiceStorage
{
    private readonly string _folder;

    public SqliteStorage(string folder)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The folder '{folder}' cannot be used: {fault.Message} Choose another with --data DIR.", fault);
        }
    }

    /// <summary>Where the files of a sample go when nobody says otherwise.</summary>
    public static string DefaultFolder(string sample) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        $"edakit-{sample}");

    public string Description => $"SQLite files in {_folder}";

    public void Configure(DbContextOptionsBuilder options, string service) => options
        .UseSqlite($"Data Source={Path.Combine(_folder, service + ".db")}")
        // The schema is meant for PostgreSQL; a service's own file takes its place here.
        .ConfigureWarnings(warnings => warnings.Ignore(SqliteEventId.SchemaConfiguredWarning));

    // EF Core makes a new file with write-ahead logging, which lets the API read while a consumer writes. The setting stays in the file.
    public async Task CreateTables(DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.EnsureCreatedAsync(cancellationToken);

        var found = await context.Database.SqlQuery<string>($"""
            SELECT name AS "Value" FROM sqlite_master WHERE type = 'table'
            UNION ALL SELECT t.name || '.' || c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'
            """).ToListAsync(cancellationToken);
        NeededTables.Check(context, found, $"What lies in {_folder}", "Delete that folder, or choose another with --data DIR.");
    }
}
