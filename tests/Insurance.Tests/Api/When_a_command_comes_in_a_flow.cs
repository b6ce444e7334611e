using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EdaKit.Identity;
using EdaKit.TestSupport;
using Insurance.Tests.Page;
using Insurance.Tests.Support;

namespace Insurance.Tests.Api;

/// <summary>Whoever gives a command may be in a flow, and in a trace. All that follows from it is found by them.</summary>
[Collection(HostCollection.Name)]
public sealed class When_a_command_comes_in_a_flow(InsuranceBrowser browser)
{
    private readonly RunningHost _host = browser.Host;
    private readonly Guid _flow = Guid.NewGuid();
    private readonly Guid _command = Guid.NewGuid();
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();

    [Fact]
    public async Task Should_carry_it_to_event_announcement_letter_timeline_audit_and_journal()
    {
        using var heard = new Listener(_trace);
        var id = await _host.IssueAsync();
        using var answer = await CancelAsync(id);

        Assert.Equal($"{_flow}", Assert.Single(answer.Headers.GetValues(MessageFlowHeaders.ConversationId)));

        var cancelled = (await _host.GetAsync($"/policies/{id}/timeline"))[3];
        var number = (await _host.GetAsync($"/policies/{id}/at")).GetProperty("policy").GetProperty("number").GetString();
        Assert.Equal(($"{_command}", $"{_flow}"), (Text(cancelled, "commandId"), Text(cancelled, "conversationId")));
        Assert.StartsWith($"00-{_trace}-", Text(cancelled, "trace"), StringComparison.Ordinal);

        await Eventually.IsAsync(true, async () => (await LettersAsync(number)).Any(letter => letter.GetProperty("isPosted").GetBoolean()));
        Assert.StartsWith("Your contract ends on", Text(Assert.Single(await LettersAsync(number)), "text"), StringComparison.Ordinal);

        await Eventually.IsAsync(1, async () => (await _host.GetAsync($"/audit?command={_command}")).GetProperty("entries").GetArrayLength());
        Assert.Equal($"{_flow}", Text((await _host.GetAsync($"/audit?command={_command}")).GetProperty("entries")[0], "conversationId"));

        var command = (await _host.GetAsync($"/why/{number}")).GetProperty("flows").EnumerateArray().Single(message => Text(message, "id") == $"{_command}");
        Assert.Equal(["CancelPolicy", "insurance.contract-cancelled", "insurance.letter-written"], Down(command).Select(message => Text(message, "contract")));
        Assert.All(Down(command), message => Assert.Equal($"{_flow}", Text(message, "conversationId")));

        // In the same trace, as the consumers saw it.
        await Eventually.IsAsync(true, () => Task.FromResult(heard.Has("write-letters") && heard.Has("post-letters")));
    }

    [Fact]
    public async Task Should_stay_in_the_flow_of_the_first_time_where_it_comes_again()
    {
        var id = await _host.IssueAsync();
        using var first = await CancelAsync(id);

        using var second = await CancelAsync(id, Guid.NewGuid());

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal($"{_flow}", Text((await _host.GetAsync($"/policies/{id}/timeline"))[3], "conversationId"));
    }

    private async Task<HttpResponseMessage> CancelAsync(string policy, Guid? flow = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/policies/{policy}/commands")
        {
            Content = JsonContent.Create(new
            {
                commandId = _command, expectedVersion = 3, by = "Grace", why = "tests", command = new { @do = "cancel", effectiveOn = RunningHost.Today, reason = "car sold" },
            }),
        };
        request.Headers.Add("traceparent", $"00-{_trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Headers.Add(MessageFlowHeaders.ConversationId, $"{flow ?? _flow}");

        var answer = await _host.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private async Task<List<JsonElement>> LettersAsync(string? number) =>
        [.. (await _host.GetAsync($"/letters?number={number}")).EnumerateArray().Where(letter => Text(letter, "conversationId") == $"{_flow}")];

    private static IEnumerable<JsonElement> Down(JsonElement message) => message.GetProperty("followed").EnumerateArray().SelectMany(Down).Prepend(message);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>Hears what MassTransit does in one trace.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly ConcurrentBag<string> _heard = [];
        private readonly ActivityListener _listener;

        public Listener(ActivityTraceId trace)
        {
            _listener = new()
            {
                ShouldListenTo = source => source.Name == "MassTransit",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.TraceId == trace)
                        _heard.Add(activity.DisplayName);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public bool Has(string endpoint) => _heard.Any(name => name.StartsWith(endpoint, StringComparison.Ordinal));

        public void Dispose() => _listener.Dispose();
    }
}
