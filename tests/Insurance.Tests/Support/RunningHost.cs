using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Insurance.Host;
using Insurance.Host.Seeding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Insurance.Tests.Support;

/// <summary>The host as it is started from a console, with a few policies.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private const int Policies = 12;

    public static readonly string Today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A quote of today, with partial cover.</summary>
    public static object Quote => new
    {
        @do = "quote",
        holder = "Zoé Latour",
        startsOn = Today,
        risk = new
        {
            vehicle = new { registration = "ZZ-100-ZZ", model = "Fiat Panda", price = Euros(15_000) },
            address = new { street = "1 rue Haute", postCode = "35000", town = "Rennes", region = "Bretagne" },
            drivers = new[] { new { name = "Zoé Latour", born = "1984-02-03" } },
            cover = new { kind = "partial", excess = Euros(300) },
        },
    };

    private WebApplication? _app;
    private NpgsqlDataSource? _database;
    private readonly AnalyticsFolder _analytics = new();

    /// <summary>DuckDB's file, which is open as long as the host runs.</summary>
    public string AnalyticsFile => _analytics.File;

    public string ConnectionString { get; private set; } = "";

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await Server.CreateDatabaseAsync();
        _database = NpgsqlDataSource.Create(ConnectionString);
        _app = await InsuranceHost.BuildAsync(_database, "http://127.0.0.1:0", _analytics.Options, CancellationToken.None);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());

        var finished = new List<double>();
        await _app.Services.GetRequiredService<Seeder>().FillAsync(Policies, new Reported(finished), CancellationToken.None);
        Assert.Equal(Policies, finished.Count);
    }

    /// <summary>Does something to the database behind the host's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = _database!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string from)
    {
        await using var command = _database!.CreateCommand($"select count(*) from {from}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>The id of an active policy of which somebody would see much.</summary>
    public async Task<string> BusiestAsync()
    {
        var ids = (await GetAsync("/policies?active=true&wait=10000")).GetProperty("policies").EnumerateArray().Select(policy => policy.GetProperty("id").GetString()!).ToList();
        var counts = await Task.WhenAll(ids.Select(async id => (Id: id, Count: (await GetAsync($"/policies/{id}/timeline")).GetArrayLength())));
        return counts.MaxBy(policy => policy.Count).Id;
    }

    /// <summary>A policy of today, with partial cover, at version 3.</summary>
    public async Task<string> IssueAsync()
    {
        var id = Guid.CreateVersion7().ToString();
        await DoAsync(id, 0, Quote);
        await DoAsync(id, 1, new { @do = "accept-risk", loading = 0, note = "good record" });
        await DoAsync(id, 2, new { @do = "issue", plan = "monthly" });
        return id;
    }

    public Task<HttpResponseMessage> AskAsync(string policy, long expectedVersion, Guid commandId, object command) =>
        Http.PostAsJsonAsync($"/policies/{policy}/commands", new { commandId, expectedVersion, by = "Grace", why = "tests", command });

    public static object Euros(decimal amount) => new { amount, currency = "EUR" };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _analytics.Dispose();

        if (_database is not null)
            await _database.DisposeAsync();
    }

    private async Task DoAsync(string policy, long expectedVersion, object command)
    {
        using var answer = await AskAsync(policy, expectedVersion, Guid.NewGuid(), command);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class Reported(List<double> values) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (values)
                values.Add(value);
        }
    }
}
