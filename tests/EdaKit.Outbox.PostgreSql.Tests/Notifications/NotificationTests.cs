using EdaKit.Outbox.News;
using EdaKit.Outbox.PostgreSql.Notifications;

namespace EdaKit.Outbox.PostgreSql.Tests.Notifications;

public sealed class NotificationTests
{
    private static readonly Guid Sender = Guid.NewGuid();
    private static readonly Guid Reader = Guid.NewGuid();

    [Fact]
    public void Read_what_was_written_gives_the_news()
    {
        var news = new OutboxNews { OutsideLanes = true, Lanes = ["OrderId:1", "Zoë's \"lane\""] };

        var read = Notification.Read(Reader, Notification.Write(Sender, news));

        Assert.NotNull(read);
        Assert.True(read.OutsideLanes);
        Assert.False(read.InSomeLanes);
        Assert.Equal(news.Lanes, read.Lanes);
    }

    [Fact]
    public void Read_ones_own_gives_nothing() => Assert.Null(Notification.Read(Sender, Notification.Write(Sender, OutboxNews.Everywhere)));

    [Fact]
    public void Write_more_lanes_than_PostgreSql_takes_names_none()
    {
        var payload = Notification.Write(Sender, new() { Lanes = [.. Enumerable.Range(0, 1000).Select(i => $"lane {i}")] });

        Assert.True(payload.Length < 8000);
        var read = Notification.Read(Reader, payload);
        Assert.True(read!.InSomeLanes);
        Assert.Empty(read.Lanes);
    }

    [Theory, InlineData(""), InlineData("null"), InlineData("[1]"), InlineData("{\"S\":3}"), InlineData("somebody else's")]
    public void Read_what_it_does_not_know_says_look_everywhere(string payload)
    {
        var read = Notification.Read(Reader, payload);

        Assert.True(read is { OutsideLanes: true, InSomeLanes: true });
    }
}
