using DuckDB.NET.Data;
using EdaKit.TestSupport;
using Insurance.Analytics.Asking;
using Insurance.Analytics.Files;
using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using Insurance.Store.History;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;
using Marten.Services;

namespace Insurance.Tests.Analytics;

public sealed class When_analytics_follow(AnalyticsOffice office) : IClassFixture<AnalyticsOffice>
{
    private const string Region = "Rhône";

    [Fact]
    public async Task Should_show_what_was_just_written()
    {
        var before = Figures()?.Claims ?? 0;
        var policy = await office.IssueAsync();

        var done = await office.DoAsync(policy, 3, new OpenClaim(Story.Start, Peril.Hail, "dents", Story.Euros(500)));
        var freshness = await office.FiguresProgress.WaitAsync(done.Position, TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.True(freshness.HasCaughtUp);
        Assert.Equal(before + 1, Figures()!.Claims);
    }

    [Fact]
    public async Task Should_say_how_far_they_are_behind()
    {
        await office.IssueAsync();
        await office.AllSeenAsync();

        var report = await office.Lag.ReportAsync(CancellationToken.None);

        Assert.Equal((await office.LastPositionAsync(), 0), (report.Position, report.Behind));
        Assert.InRange(report.Seconds, 0, 5);
    }

    [Fact]
    public async Task Should_count_each_event_once_although_storing_fails_half_way()
    {
        await office.IssueAsync();
        await office.AllSeenAsync();
        var before = office.Star();

        // Premiums are stored by then, claims are not, and neither is the position.
        office.ExecuteInFile("alter table claims rename to missing");
        var policy = await office.IssueAsync();
        var done = await office.DoAsync(policy, 3, new OpenClaim(Story.Start, Peril.Glass, "windscreen", Story.Euros(300)));
        await Eventually.IsAsync(true, async () => await office.Feed.MarkAsync(CancellationToken.None) >= done.Position);
        await Assert.ThrowsAsync<DuckDBException>(() => office.Projection.GoOnAsync(CancellationToken.None));
        await Eventually.IsAsync(true, () => Task.FromResult(TryRenameBack()));
        await office.SeenAsync(done);

        var followed = office.Star();
        Assert.True(followed.Count > before.Count);
        await office.Projection.RebuildAsync(CancellationToken.None);
        Assert.Equal(followed, office.Star());
    }

    [Fact]
    public async Task Should_be_made_anew_out_of_the_events_while_others_go_on_writing()
    {
        for (var i = 0; i < 5; i++)
            await office.IssueAsync();
        await office.AllSeenAsync();
        office.ExecuteInFile("delete from premiums");

        var rebuilding = office.Projection.RebuildAsync(CancellationToken.None);
        var policy = await office.IssueAsync();
        var done = await office.DoAsync(policy, 3, new CancelPolicy(Story.Start.AddDays(40), "sold"));
        await rebuilding;
        await office.SeenAsync(done);

        var followed = office.Star();
        Assert.Contains(followed, row => row.StartsWith("premiums", StringComparison.Ordinal));
        await office.Projection.RebuildAsync(CancellationToken.None);
        Assert.Equal(followed, office.Star());
    }

    [Fact]
    public async Task Should_say_of_how_many_events_they_were_made_anew_although_the_follower_would_read_them_too()
    {
        await office.IssueAsync();
        await office.AllSeenAsync();
        var events = await office.CountAsync("insurance.mt_events where type not like 'tombstone%'");

        for (var i = 0; i < 10; i++)
            Assert.Equal(events, await office.Projection.RebuildAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Should_not_pass_over_an_event_that_commits_after_one_with_a_higher_position()
    {
        var (slow, quick) = (await office.IssueAsync(), await office.IssueAsync());
        await office.AllSeenAsync();

        // The slow one has its position, and is not there yet.
        await using var connection = await office.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var session = office.Store.LightweightSession(SessionOptions.ForTransaction(transaction));
        session.Events.Append(slow, 4, new Insurance.Policies.Events.ClaimOpened(1, Story.Start, Story.Start, Peril.Theft, "stolen", Story.Euros(9_000)));
        await session.SaveChangesAsync();
        var done = await office.DoAsync(quick, 3, new AddDriver(Story.Start, new("Bob", new(1970, 1, 1))));
        await Assert.ThrowsAsync<TimeoutException>(() => office.SeenAsync(done).WaitAsync(TimeSpan.FromMilliseconds(400)));
        await transaction.CommitAsync();

        await office.SeenAsync(done);
        Assert.Contains(office.Reader.Claims(new(Moment.Now)).Rows, row => row is { Peril: "theft", Region: Region });
    }

    [Fact]
    public async Task Should_refuse_a_file_whose_figures_are_of_another_store()
    {
        await office.IssueAsync();
        await office.AllSeenAsync();
        await office.Projection.CheckStoreAsync(CancellationToken.None);
        office.ExecuteInFile("update keeping.progress set event_id = uuid()");

        var fault = await Assert.ThrowsAsync<AnalyticsUnavailableException>(() => office.Projection.CheckStoreAsync(CancellationToken.None));

        Assert.Contains("are of another store", fault.Message, StringComparison.Ordinal);
        await office.Projection.RebuildAsync(CancellationToken.None);
        await office.Projection.CheckStoreAsync(CancellationToken.None);
    }

    // DuckDB refuses it while the follower, which tries again by itself, is in the middle of a transaction.
    private bool TryRenameBack()
    {
        try
        {
            office.ExecuteInFile("alter table missing rename to claims");
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }

    private RegionFigures? Figures() => office.Reader.Regions(new(Moment.Now)).Rows.SingleOrDefault(row => row.Region == Region);
}
