using EdaKit.Benchmarks.Insurance.Bi;
using EdaKit.Benchmarks.Insurance.Relational;
using Insurance.Analytics.Asking;
using Insurance.Policies.Commands;
using Insurance.Store.Feed;
using Insurance.Store.History;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Analytics;

/// <summary>The benchmark compares with a relational schema. That is worth something as long as both sides give the same answers.</summary>
[Collection(FiguredLivesCollection.Name)]
public sealed class When_the_same_is_asked_of_tables(FiguredLives figured)
{
    private static readonly Question[] Questions = [new(Moment.Now, new(1900, 1, 1), new(2026, 12, 1)), new(Moment.Now, new(2023, 4, 1), new(2024, 1, 1))];

    private readonly Insurer _insurer = figured.Lives.Insurer;

    [Fact]
    public async Task Should_get_the_same_answers_row_by_row_however_the_tables_were_filled()
    {
        var last = figured.Lives.Logs.Values.Max(log => log[^1].Position);

        // The first half by COPY, and the rest row by row, as events change it.
        await MarkAsync(last / 2);
        var tables = await FillAsync();
        await FollowAsync(tables, last);

        Assert.Equal(last, tables.Position);
        foreach (var question in BiQuestion.All)
        {
            foreach (var asked in Questions)
                await question.CheckAsync(figured.Reader, _insurer.Database, asked, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Should_not_find_rows_of_what_no_longer_holds()
    {
        var tables = await FillAsync();
        var policy = await _insurer.IssueAsync();
        var added = await _insurer.DoAsync(policy, 3, new AddDriver(Story.Start, new("Bob", new(1970, 1, 1))));
        await FollowAsync(tables, added.Position);
        Assert.Equal(2, await DriversAsync());

        // From the same day on: it is as if Bob had never driven.
        var removed = await _insurer.DoAsync(policy, 4, new RemoveDriver(Story.Start, "Bob"));
        await FollowAsync(tables, removed.Position);
        Assert.Equal(1, await DriversAsync());

        Task<long> DriversAsync() => _insurer.CountAsync("relational.risk_drivers where policy_id = @policy", new { policy });
    }

    private async Task<RelationalProjection> FillAsync()
    {
        await _insurer.ExecuteAsync("drop schema if exists relational cascade");
        var tables = new RelationalProjection(_insurer.Database, new EventFeed(_insurer.Database, _insurer.Contracts));
        await tables.FillAsync(CancellationToken.None);
        return tables;
    }

    private async Task FollowAsync(RelationalProjection tables, long last)
    {
        await MarkAsync(last);
        while (await tables.GoOnAsync(CancellationToken.None) > 0)
        {
        }
    }

    // No daemon runs here that would say up to where events are complete.
    private Task MarkAsync(long position) =>
        _insurer.ExecuteAsync("update insurance.mt_event_progression set last_seq_id = @position where name = 'HighWaterMark'", new { position });
}
