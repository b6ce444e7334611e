using System.Diagnostics;
using System.IO.Compression;
using DuckDB.NET.Data;
using Insurance.Analytics.Files;
using Insurance.Host;
using Insurance.Tests.Page;
using Samples.Hosting;

namespace Insurance.Tests.Analytics;

/// <summary>One process has DuckDB's file. Others are told so, and read an export.</summary>
[Collection(HostCollection.Name)]
public sealed class When_analytics_are_given_away(InsuranceBrowser browser)
{
    [Fact]
    public async Task Should_be_Parquet_that_DuckDB_reads_and_finds_the_same_in()
    {
        var folder = Directory.CreateTempSubdirectory("insurance-export-");
        try
        {
            await using var export = await browser.Host.Http.GetStreamAsync("/analytics/export");
            await using var archive = new ZipArchive(export);
            archive.ExtractToDirectory(folder.FullName);

            var regions = (await browser.Host.GetAsync("/analytics/regions")).GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("region").GetString()!, row => row.GetProperty("days").GetInt64());
            using var elsewhere = new DuckDBConnection("DataSource=:memory:");
            elsewhere.Open();
            var exported = elsewhere.Query(
                $"select region, sum(days)::bigint from '{folder.FullName}/premiums.parquet' where month <= current_date group by region having sum(days) <> 0", row => (row.GetString(0), row.GetInt64(1)));

            Assert.Equal(["claims", "payments", "policies", "premiums", "progress", "terms"], folder.EnumerateFiles().Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order());
            Assert.Equal(regions, exported.ToDictionary());
            Assert.True(elsewhere.Query($"select position from '{folder.FullName}/progress.parquet'", row => row.GetInt64(0))[0] > 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Should_tell_a_second_process_that_the_file_is_taken_and_what_it_can_do()
    {
        using var second = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(InsuranceHost).Assembly.Location, "--urls", ListenAddress.FreePort(), "--policies", "0", "--analytics", browser.Host.AnalyticsFile])
        {
            RedirectStandardError = true,
            Environment = { [ServerSettings.PostgresVariable] = browser.Host.ConnectionString },
        })!;
        var error = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        Assert.Equal(2, second.ExitCode);
        Assert.StartsWith($"Analytics cannot open '{browser.Host.AnalyticsFile}'", error, StringComparison.Ordinal);
        Assert.Contains("name another file with --analytics", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
