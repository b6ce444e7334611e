using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EdaKit.TestSupport;
using Insurance.Tests.Page;
using Insurance.Tests.Support;

namespace Insurance.Tests.Api;

[Collection(HostCollection.Name)]
public sealed class When_the_host_is_asked(InsuranceBrowser browser)
{
    private readonly RunningHost _host = browser.Host;

    [Fact]
    public async Task Should_show_what_a_command_has_done_to_whoever_waits_for_its_position()
    {
        var id = await _host.IssueAsync();
        var version = await VersionAsync(id);

        using var answer = await _host.AskAsync(id, version, Guid.NewGuid(), Claim("dents in the bonnet"));
        var position = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("position").GetInt64();
        var details = await _host.GetAsync($"/policies/{id}?after={position}&wait=10000");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(details.GetProperty("readModel").GetProperty("hasCaughtUp").GetBoolean());
        Assert.Equal(version + 1, details.GetProperty("card").GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task Should_say_by_how_much_the_answer_is_behind()
    {
        var freshness = (await _host.GetAsync("/policies?after=1000000&wait=50")).GetProperty("readModel");

        Assert.False(freshness.GetProperty("hasCaughtUp").GetBoolean());
        Assert.InRange(freshness.GetProperty("behind").GetInt64(), 1, 1_000_000);
    }

    [Fact]
    public async Task Should_answer_a_conflict_with_the_version_that_there_is_and_a_refusal_with_its_rule()
    {
        var id = await _host.IssueAsync();
        var version = await VersionAsync(id);

        using var conflict = await _host.AskAsync(id, version - 1, Guid.NewGuid(), Claim("dents"));
        using var refused = await _host.AskAsync(id, version, Guid.NewGuid(), new { @do = "settle-claim", claim = 99 });

        Assert.Equal((HttpStatusCode.Conflict, version), (conflict.StatusCode, (await conflict.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("currentVersion").GetInt64()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "no-claim"), (refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Should_give_the_second_of_two_equal_commands_the_answer_of_the_first()
    {
        var (id, command) = (await _host.IssueAsync(), Guid.NewGuid());
        var version = await VersionAsync(id);

        using var first = await _host.AskAsync(id, version, command, Claim("a broken mirror"));
        using var second = await _host.AskAsync(id, version, command, Claim("a broken mirror"));

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(version + 1, await VersionAsync(id));
    }

    [Theory]
    [InlineData("""{"do":"cancel","effectiveOn":"2030-01-01"}""", "reason")]
    [InlineData("""{"do":"dance"}""", "dance")]
    public async Task Should_say_what_is_wrong_with_a_command_that_nobody_can_read(string command, string named)
    {
        using var answer = await _host.AskAsync(Guid.NewGuid().ToString(), 0, Guid.NewGuid(), JsonElement.Parse(command));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_show_a_policy_at_a_day_a_position_and_an_instant()
    {
        var id = await _host.BusiestAsync();
        var timeline = await _host.GetAsync($"/policies/{id}/timeline");
        var fifth = timeline[4];
        var (position, instant) = (fifth.GetProperty("position").GetInt64(), fifth.GetProperty("recordedAt").GetDateTimeOffset());

        Assert.Equal(5, (await _host.GetAsync($"/policies/{id}/at?position={position}")).GetProperty("version").GetInt64());
        Assert.InRange((await _host.GetAsync($"/policies/{id}/at?instant={Uri.EscapeDataString(instant.ToString("O"))}")).GetProperty("version").GetInt64(), 5, 6);
        Assert.InRange((await _host.GetAsync($"/policies/{id}/at?day={instant:yyyy-MM-dd}")).GetProperty("version").GetInt64(), 5, 6);

        using var before = await _host.Http.GetAsync($"/policies/{id}/at?day={timeline[0].GetProperty("recordedAt").GetDateTimeOffset().AddDays(-1):yyyy-MM-dd}");
        using var both = await _host.Http.GetAsync($"/policies/{id}/at?day=2025-01-01&position=4");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (before.StatusCode, both.StatusCode));
    }

    [Theory]
    [InlineData("/policies?day=9999-12-31")]
    [InlineData("/policies/difference?from=2025-01-01&to=9999-12-31")]
    [InlineData("/policies/{id}/at?day=9999-12-31")]
    [InlineData("/policies/{id}/difference?from=2025-01-01&to=9999-12-31")]
    [InlineData("/audit?day=9999-12-31")]
    [InlineData("/audit?from=0001-01-01&to=9999-12-31")]
    [InlineData("/analytics/regions?day=9999-12-31")]
    public async Task Should_answer_for_the_last_day_that_there_is(string path)
    {
        using var answer = await _host.Http.GetAsync(path.Replace("{id}", await _host.BusiestAsync(), StringComparison.Ordinal));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Should_say_what_differs_between_two_days()
    {
        var id = await _host.BusiestAsync();
        var first = (await _host.GetAsync($"/policies/{id}/timeline"))[0].GetProperty("recordedAt").GetDateTimeOffset();

        var changes = (await _host.GetAsync($"/policies/{id}/difference?from={first:yyyy-MM-dd}&to={RunningHost.Today}")).EnumerateArray().ToList();

        var stage = Assert.Single(changes, change => change.GetProperty("name").GetString() == "Stage");
        Assert.Equal("quoted", stage.GetProperty("before").GetString());
        Assert.Empty((await _host.GetAsync($"/policies/{id}/difference?from={RunningHost.Today}&to={RunningHost.Today}")).EnumerateArray());
    }

    [Fact]
    public async Task Should_find_policies_as_they_were_and_say_which_differ_since()
    {
        var id = await _host.BusiestAsync();
        var issued = (await _host.GetAsync($"/policies/{id}/timeline"))[2];
        var (position, day) = (issued.GetProperty("position").GetInt64(), issued.GetProperty("recordedAt").GetString()![..10]);

        var found = await _host.GetAsync($"/policies?position={position}&active=true");
        var row = Assert.Single(found.GetProperty("policies").EnumerateArray(), policy => policy.GetProperty("id").GetString() == id);
        var card = (await _host.GetAsync($"/policies/{id}?position={position}")).GetProperty("card");
        var difference = await _host.GetAsync($"/policies/difference?from={day}&to={RunningHost.Today}");

        Assert.Equal((position, day), (found.GetProperty("then").GetProperty("position").GetInt64(), found.GetProperty("then").GetProperty("on").GetString()));
        Assert.Equal((0, 3L), (row.GetProperty("openClaims").GetInt32(), card.GetProperty("events").GetInt64()));
        Assert.True(difference.GetProperty("count").GetInt64() >= difference.GetProperty("cards").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.Http.GetAsync("/policies?position=1&day=2025-01-01")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Http.GetAsync($"/policies/{id}?day=2001-01-01")).StatusCode);
    }

    [Fact]
    public async Task Should_let_another_service_write_one_letter_in_the_flow_of_the_command()
    {
        var id = await _host.IssueAsync();
        var issued = (await _host.GetAsync($"/policies/{id}/timeline"))[2];
        var number = issued.GetProperty("data").GetProperty("number").GetString();

        await Eventually.IsAsync(1, async () => (await _host.GetAsync($"/letters?number={number}")).GetArrayLength());

        var letter = (await _host.GetAsync($"/letters?number={number}"))[0];
        Assert.Equal(issued.GetProperty("conversationId").GetString(), letter.GetProperty("conversationId").GetString());
        Assert.StartsWith("Welcome, Zoé Latour.", letter.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_write_the_letter_although_the_connection_dies_twice()
    {
        await _host.ExecuteAsync("""
            create sequence deaths;
            create function die() returns trigger language plpgsql as 'begin if nextval(''deaths'') <= 2 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end';
            create trigger dies before insert on letters for each row execute function die();
            """);

        var id = await _host.IssueAsync();
        var number = (await _host.GetAsync($"/policies/{id}/timeline"))[2].GetProperty("data").GetProperty("number").GetString();
        await Eventually.IsAsync(1, async () => (await _host.GetAsync($"/letters?number={number}")).GetArrayLength());

        Assert.True(await _host.CountAsync("deaths where last_value > 2") == 1, "The connection did not die as often as it was to.");
        await _host.ExecuteAsync("drop function die cascade; drop sequence deaths");
    }

    [Fact]
    public async Task Should_go_on_with_the_cards_although_whoever_asked_for_a_rebuild_has_gone()
    {
        await _host.ExecuteAsync("""
            create sequence slow_cards;
            create function dawdle() returns trigger language plpgsql as 'begin perform nextval(''slow_cards''), pg_sleep(0.1); return new; end';
            create trigger dawdles before insert or update on insurance.mt_doc_policycard for each row execute function dawdle();
            """);

        using var gone = new CancellationTokenSource();
        var rebuild = _host.Http.PostAsync("/cards/rebuild", null, gone.Token);
        await Eventually.IsAsync(1L, () => _host.CountAsync("slow_cards where is_called"));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rebuild);
        await _host.ExecuteAsync("drop function dawdle cascade; drop sequence slow_cards");

        var id = await _host.IssueAsync();
        await Eventually.IsAsync(true, async () => (await _host.GetAsync("/policies")).ToString().Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_rebuild_the_cards_and_have_none_parked()
    {
        using var rebuilt = await _host.Http.PostAsync("/cards/rebuild", null);

        Assert.Equal(HttpStatusCode.NoContent, rebuilt.StatusCode);
        Assert.Equal(0, (await _host.GetAsync("/parked")).GetArrayLength());
        Assert.NotEmpty((await _host.GetAsync("/policies")).GetProperty("policies").EnumerateArray());
    }

    private static object Claim(string description) => new { @do = "open-claim", lossOn = RunningHost.Today, peril = "third-party", description, reserve = RunningHost.Euros(500) };

    private async Task<long> VersionAsync(string id) => (await _host.GetAsync($"/policies/{id}/at")).GetProperty("version").GetInt64();
}
