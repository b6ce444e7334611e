using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Insurance.Tests.Page;
using Insurance.Tests.Support;

namespace Insurance.Tests.Api;

[Collection(HostCollection.Name)]
public sealed class When_figures_are_asked_for(InsuranceBrowser browser)
{
    private readonly RunningHost _host = browser.Host;

    [Theory]
    [InlineData("loss-ratios", "region", "month", "earned", "claims", "incurred", "value")]
    [InlineData("premiums", "cover", "month", "written", "earned", "paid", "refunded")]
    [InlineData("claims", "peril", "region", "claims", "open", "incurred", "paid", "outstanding")]
    [InlineData("regions", "region", "days", "earned", "claims", "incurred", "frequency", "severity", "lossRatio")]
    [InlineData("retention", "month", "begun", "ended", "renewed", "cancelled", "rate")]
    [InlineData("development", "lossYear", "age", "paid")]
    public async Task Should_answer_each_question(string path, params string[] members)
    {
        var rows = (await _host.GetAsync($"/analytics/{path}")).GetProperty("rows").EnumerateArray().ToList();

        Assert.NotEmpty(rows);
        Assert.Equal(members.Order(), rows[0].EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task Should_show_a_claim_to_whoever_waits_for_its_position_and_not_to_who_asks_of_before()
    {
        var id = await _host.IssueAsync();
        using var answer = await _host.AskAsync(id, 3, Guid.NewGuid(),
            new { @do = "open-claim", lossOn = RunningHost.Today, peril = "hail", description = "dents", reserve = RunningHost.Euros(700) });
        var position = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("position").GetInt64();

        var now = await _host.GetAsync($"/analytics/claims?after={position}&wait=10000&position={position}");
        var before = await _host.GetAsync($"/analytics/claims?position={position - 1}");

        Assert.True(now.GetProperty("readModel").GetProperty("hasCaughtUp").GetBoolean());
        Assert.Equal(700, Incurred(now) - Incurred(before));
    }

    [Fact]
    public async Task Should_say_how_far_behind_they_are()
    {
        var position = (await _host.GetAsync("/analytics/lag")).GetProperty("position").GetInt64();

        Assert.True(position > 0);
        Assert.InRange((await _host.GetAsync("/analytics/regions?after=1000000&wait=50")).GetProperty("readModel").GetProperty("behind").GetInt64(), 1, 1_000_000);
    }

    [Theory]
    [InlineData("position=4&day=2025-01-01")]
    [InlineData("from=2025-05-01&until=2025-04-01")]
    public async Task Should_refuse_a_question_that_contradicts_itself(string question)
    {
        using var answer = await _host.Http.GetAsync($"/analytics/regions?{question}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static decimal Incurred(JsonElement claims) => claims.GetProperty("rows").EnumerateArray()
        .Where(row => row.GetProperty("peril").GetString() == "hail").Sum(row => row.GetProperty("incurred").GetDecimal());
}
