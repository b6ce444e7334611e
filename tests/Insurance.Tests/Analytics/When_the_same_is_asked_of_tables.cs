using EdaKit.Benchmarks.Insurance.Bi;
using EdaKit.Benchmarks.Insurance.Relational;
using Insurance.Analytics.Asking;
using Insurance.Store.Feed;
using Insurance.Store.History;
using Insurance.Tests.Support;

namespace Insurance.Tests.Analytics;

/// <summary>The benchmark compares with a relational schema. That is worth something as long as both sides give the same answers.</summary>
[Collection(FiguredLivesCollection.Name)]
public sealed class When_the_same_is_asked_of_tables(FiguredLives figured)
{
    private static readonly Question[] Questions = [new(Moment.Now, new(1900, 1, 1), new(2026, 12, 1)), new(Moment.Now, new(2023, 4, 1), new(2024, 1, 1))];

    [Fact]
    public async Task Should_get_the_same_answers_row_by_row_however_the_tables_were_filled()
    {
        var insurer = figured.Lives.Insurer;
        var tables = new RelationalProjection(insurer.Database, new EventFeed(insurer.Database, insurer.Contracts));
        var last = await insurer.CountAsync("insurance.mt_events");

        // The first half by COPY, and the rest row by row, as events change it.
        await MarkAsync(last / 2);
        await tables.FillAsync(CancellationToken.None);
        await MarkAsync(last);
        while (await tables.GoOnAsync(CancellationToken.None) > 0)
        {
        }

        Assert.Equal(last, tables.Position);
        foreach (var question in BiQuestion.All)
        {
            foreach (var asked in Questions)
                await question.CheckAsync(figured.Reader, insurer.Database, asked, CancellationToken.None);
        }
    }

    private Task MarkAsync(long position) =>
        figured.Lives.Insurer.ExecuteAsync("update insurance.mt_event_progression set last_seq_id = @position where name = 'HighWaterMark'", new { position });
}
