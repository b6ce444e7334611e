using System.Text.Json;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;

namespace EdaKit.Tracing.Tests.Explaining;

public sealed class When_a_flow_is_long
{
    private const string Order = "536365";

    private readonly Guid _flow = Guid.NewGuid();

    /// <summary>JSON is written 64 levels deep at most, unless somebody says otherwise.</summary>
    [Theory, InlineData(1), InlineData(24), InlineData(25), InlineData(200)]
    public async Task Should_be_json_that_has_all_of_it(int length)
    {
        var chain = Chain(length);

        var json = JsonSerializer.Serialize(await WhyAsync(chain));
        var flow = Assert.Single(JsonSerializer.Deserialize<FlowExplanation>(json)!.Flows);

        var all = All(flow, 1).ToList();
        Assert.Equal(chain.Select(entry => entry.MessageId!.Value), all.Select(one => one.Message.Id));
        Assert.Equal(chain.Select(entry => entry.CausationId), all.Select(one => one.Message.CausationId));
        Assert.Equal(Math.Min(length, 24), all.Max(one => one.Depth));
    }

    [Fact]
    public async Task Should_show_what_is_deeper_beside_its_cause_in_the_order_of_time()
    {
        var chain = Chain(26);
        var other = Sent(chain[23].MessageId, at: chain[24].At + 1);
        chain[25].At = other.At + 1;

        var flow = Assert.Single((await WhyAsync([.. chain, other])).Flows);

        Assert.Equal([chain[23].MessageId, chain[24].MessageId, other.MessageId, chain[25].MessageId], All(flow, 1).Where(one => one.Depth == 24).Select(one => (Guid?)one.Message.Id));
    }

    /// <summary>Ids that somebody gave away twice may make one.</summary>
    [Fact]
    public async Task Should_show_a_circle_once()
    {
        var chain = Chain(3);
        chain[0].CausationId = chain[2].MessageId;

        var flow = Assert.Single((await WhyAsync(chain)).Flows);

        Assert.Equal(chain.Select(entry => entry.MessageId!.Value), All(flow, 1).Select(one => one.Message.Id));
    }

    [Fact]
    public async Task Should_be_told_in_time_although_it_is_very_long()
    {
        var chain = Chain(10_000);

        Assert.Equal(10_000, All(Assert.Single((await WhyAsync(chain).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Flows), 1).Count());
    }

    private static Task<FlowExplanation> WhyAsync(IReadOnlyList<JournalEntry> entries) => Task.Run(() => new FlowExplainer([new JournalOf(entries)], TimeProvider.System).WhyAsync(Order));

    private static IEnumerable<(FlowMessage Message, int Depth)> All(FlowMessage message, int depth) =>
        new[] { (message, depth) }.Concat(message.Followed.SelectMany(next => All(next, depth + 1)));

    private List<JournalEntry> Chain(int length)
    {
        var chain = new List<JournalEntry>();
        for (var n = 0; n < length; n++)
            chain.Add(Sent(n == 0 ? null : chain[^1].MessageId, at: 1000 * n));

        return chain;
    }

    private JournalEntry Sent(Guid? cause, long at) => new()
    {
        At = at, Kind = JournalKind.Published, Service = "shop", MessageId = Guid.NewGuid(), ConversationId = _flow, CausationId = cause, Contract = "shop.step", KeyName = "Order", Key = Order,
    };
}
