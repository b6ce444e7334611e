using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using MassTransit.Context;

namespace EdaKit.Outbox.Tests.Lanes;

public sealed class LaneKeyTests
{
    private static readonly string Long = new('x', 182);

    [Fact]
    public void Of_a_key_that_can_be_stored_is_that_key() => Assert.Equal("OrderNumber:7", LaneKey.Of(new MessageSendContext<OrderPlaced>(new("7")), byBusinessKey: true));

    [Theory, InlineData("a\0", "a\uFFFD"), InlineData("a\0b", "ab")]
    public void Of_a_key_that_no_database_takes_can_be_stored_and_stays_apart(string key, string other) => AssertApart(key, other);

    [Fact]
    public void Of_half_a_character_can_be_stored_and_stays_apart() => AssertApart("a\uD83D", "a\uFFFD");

    [Fact]
    public void Of_a_long_key_can_be_stored_and_stays_apart() => AssertApart(Long + "\U0001F600" + Long, Long + "\U0001F600" + Long + "y");

    private static void AssertApart(string key, string other)
    {
        var lane = Of(key);

        Assert.Equal(StoredText.Of(lane, OutboxRecord.LongestLane), lane);
        Assert.Equal(lane, Of(key));
        Assert.NotEqual(lane, Of(other));
    }

    private static string Of(string key)
    {
        var context = new MessageSendContext<OrderPlaced>(new("1"));
        context.SetLane(key);
        return LaneKey.Of(context, byBusinessKey: false)!;
    }
}
