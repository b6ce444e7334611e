using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using EdaKit.Testing.Servers;
using EdaKit.TestSupport;
using Insurance.Audit;
using Npgsql;

namespace Insurance.Tests.Kills;

/// <summary>
/// Agents write while the host and PostgreSQL are killed with SIGKILL: nothing is lost, nothing is double, the cards are what a rebuild makes of the
/// events, so are the figures of business, and the audit trail holds and is what is made of the events anew.
/// </summary>
public sealed class When_host_and_database_are_killed(ITestOutputHelper output)
{
    private const int Rounds = 1;
    private static readonly string[] Figures = ["loss-ratios", "premiums", "claims", "regions", "retention", "development"];
    private const int EventsOfAPolicy = 6;
    private const int CommandsBetween = 60;

    [Fact]
    public async Task Should_lose_nothing_double_nothing_and_go_on_with_the_cards()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var connectionString = await server.CreateDatabaseAsync("kills");
        await using var host = new HostProcess(connectionString);
        await host.StartAsync();

        using var stop = new CancellationTokenSource();
        var agents = Enumerable.Range(0, 3).Select(_ => new PersistentAgent(host.Address)).ToList();
        var work = agents.Select(agent => agent.WorkAsync(stop.Token)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            await MoreAsync(agents);
            await host.KillAsync();
            await host.StartAsync();
            await MoreAsync(agents);
            if (server.IsPrivate)
            {
                await server.KillAsync();
                await server.StartAgainAsync();
            }

            await host.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);

        var done = agents.SelectMany(agent => agent.Done).ToDictionary();
        output.WriteLine($"{done.Count} policies, {done.Values.Sum()} commands, {agents.Sum(agent => agent.Failures)} calls without an answer");
        Assert.True(agents.Sum(agent => agent.Failures) > 0, "Nobody noticed the kills: they test nothing.");
        await AssertBooksAsync(connectionString, done);
        await AssertCardsAsync(connectionString, host);
        await AssertFiguresAsync(connectionString, host, done);
        await AssertTrailAsync(connectionString, host, done.Values.Sum());
    }

    private static async Task MoreAsync(List<PersistentAgent> agents)
    {
        var before = agents.Sum(agent => agent.Count);
        await Eventually.IsAsync(true, () => Task.FromResult(agents.Sum(agent => agent.Count) >= before + CommandsBetween));
    }

    private static async Task AssertBooksAsync(string connectionString, Dictionary<Guid, int> done)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var stored = (await connection.QueryAsync<(Guid Policy, long Events, long Versions)>(
            "select stream_id, count(*), count(distinct version) from insurance.mt_events where type not like 'tombstone%' group by stream_id")).ToDictionary(row => row.Policy);

        Assert.Equal(done.Count, stored.Count);
        Assert.All(done, policy => Assert.Equal((EventsOfAPolicy, EventsOfAPolicy, EventsOfAPolicy), (policy.Value, (int)stored[policy.Key].Events, (int)stored[policy.Key].Versions)));

        // Two of the commands are told to others. What was sent and not handled is lost with a transport in memory; what is handled is handled once.
        await Eventually.IsAsync(0L, () => connection.ExecuteScalarAsync<long>("select count(*) from edakit_outbox"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from (select number, left(text, 7) from letters group by 1, 2 having count(*) > 1) as twice"));
    }

    private static async Task AssertCardsAsync(string connectionString, HostProcess host)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        using var http = new HttpClient { BaseAddress = host.Address };
        var last = await connection.ExecuteScalarAsync<long>("select max(seq_id) from insurance.mt_events");
        await Eventually.IsAsync(true, async () =>
            (await http.GetFromJsonAsync<JsonElement>($"/policies?after={last}")).GetProperty("readModel").GetProperty("hasCaughtUp").GetBoolean());

        var cards = await CardsAsync(connection);
        using var rebuilt = await http.PostAsync("/cards/rebuild", null);

        Assert.True(rebuilt.IsSuccessStatusCode);
        Assert.Equal(await CardsAsync(connection), cards);
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("/parked")).GetArrayLength());
    }

    private static async Task AssertFiguresAsync(string connectionString, HostProcess host, Dictionary<Guid, int> done)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        using var http = new HttpClient { BaseAddress = host.Address };
        var last = await connection.ExecuteScalarAsync<long>("select max(seq_id) from insurance.mt_events");
        await Eventually.IsAsync(true, async () =>
            (await http.GetFromJsonAsync<JsonElement>($"/analytics/regions?after={last}")).GetProperty("readModel").GetProperty("hasCaughtUp").GetBoolean());

        var figures = await FiguresAsync(http);
        using var rebuilt = await http.PostAsync("/analytics/rebuild", null);

        Assert.Equal(done.Values.Sum(), (await rebuilt.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("events").GetInt64());
        Assert.Equal(await FiguresAsync(http), figures);
        var region = Assert.Single((await http.GetFromJsonAsync<JsonElement>("/analytics/regions")).GetProperty("rows").EnumerateArray());
        Assert.Equal((done.Count, done.Count * 100m), (region.GetProperty("claims").GetInt32(), region.GetProperty("incurred").GetDecimal()));
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("/analytics/parked")).GetArrayLength());
    }

    private static async Task<List<string>> FiguresAsync(HttpClient http)
    {
        var answers = new List<string>();
        foreach (var path in Figures)
            answers.Add((await http.GetFromJsonAsync<JsonElement>($"/analytics/{path}")).GetProperty("rows").GetRawText());
        return answers;
    }

    /// <summary>The trail holds, and made anew it has the same seals. The host goes on with it by itself.</summary>
    private static async Task AssertTrailAsync(string connectionString, HostProcess host, int events)
    {
        var kept = await WholeTrailAsync(host, events);
        Assert.True(kept.GetProperty("holds").GetBoolean(), kept.ToString());

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync($"truncate audit.entries; update audit.head set number = 0, position = 0, seal = '{AuditSeal.Origin}'");

        Assert.Equal(kept.ToString(), (await WholeTrailAsync(host, events)).ToString());
    }

    private static async Task<JsonElement> WholeTrailAsync(HostProcess host, int events)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        await Eventually.IsAsync(events, async () => (await VerdictAsync()).GetProperty("entries").GetInt32());
        return await VerdictAsync();

        Task<JsonElement> VerdictAsync() => http.GetFromJsonAsync<JsonElement>("/audit/verify");
    }

    private static async Task<List<string>> CardsAsync(NpgsqlConnection connection) =>
    [
        .. await connection.QueryAsync<string>("select id::text || mt_version || data from insurance.mt_doc_policycard order by id"),
        .. await connection.QueryAsync<string>("select revision::text from insurance.card_revisions revision order by policy_id, events"),
    ];
}
