using Microsoft.Extensions.Time.Testing;
using Retail.Tracking.Live;

namespace Retail.Tests.Tracking;

public sealed class WatchTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    private readonly ChangeFeed _feed = new();

    [Fact]
    public async Task Next_gives_each_number_once()
    {
        using var watch = _feed.Begin();

        _feed.Tell(["1", "2"]);
        _feed.Tell(["2", "3"]);

        Assert.Equal(["1", "2", "3"], await Next(watch));
    }

    [Fact]
    public async Task Next_wakes_for_what_is_told_while_it_waits()
    {
        using var watch = _feed.Begin();
        var next = Next(watch);
        Assert.False(next.IsCompleted);

        _feed.Tell(["1"]);

        Assert.Equal(["1"], await next.WaitAsync(Long));
    }

    [Fact]
    public async Task Next_after_too_many_changes_says_so_once()
    {
        using var watch = _feed.Begin();

        _feed.Tell([.. Enumerable.Range(0, Watch.MostNumbers + 1).Select(number => $"{number}")]);
        _feed.Tell(["after"]);
        Assert.Null(await Next(watch));

        _feed.Tell(["later"]);
        Assert.Equal(["later"], await Next(watch));
    }

    [Fact]
    public async Task Next_in_silence_answers_when_the_time_is_over()
    {
        var clock = new FakeTimeProvider();
        using var watch = _feed.Begin();
        var next = watch.Next(Long, clock, TestContext.Current.CancellationToken);

        clock.Advance(Long);

        Assert.Empty((await next.WaitAsync(Long))!);
    }

    [Fact]
    public void Feed_is_watched_until_the_watch_ends()
    {
        var watch = _feed.Begin();
        Assert.True(_feed.IsWatched);

        watch.Dispose();

        Assert.False(_feed.IsWatched);
    }

    private static Task<IReadOnlyCollection<string>?> Next(Watch watch) =>
        watch.Next(Long, TimeProvider.System, TestContext.Current.CancellationToken);
}
