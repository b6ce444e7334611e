using System.Text.Json;
using Insurance.Analytics.Asking;
using Insurance.Store.History;
using Insurance.Tests.Support;

namespace Insurance.Tests.Analytics;

/// <summary>Whatever is asked, of whatever moment, is what somebody finds who walks through every day of every policy.</summary>
[Collection(FiguredLivesCollection.Name)]
public sealed class When_figures_are_asked(FiguredLives figured)
{
    private const int Moments = 25;
    private static readonly DateOnly Ever = new(1900, 1, 1);
    private static readonly DateOnly Late = new(2026, 12, 1);

    [Fact]
    public void Should_be_those_of_all_days_together() => AssertAll(Moment.Now, _ => true, Ever, Late);

    [Fact]
    public void Should_be_those_of_some_months() => AssertAll(Moment.Now, _ => true, new(2023, 4, 1), new(2024, 1, 1));

    [Fact]
    public void Should_be_those_that_were_known_at_any_position()
    {
        var (random, last) = (new Random(7), figured.Lives.Logs.Values.Max(log => log[^1].Position));

        for (var i = 0; i < Moments; i++)
        {
            var position = random.NextInt64(last + 1);
            AssertAll(Moment.At(position), logged => logged.Position <= position, Ever, Late);
        }
    }

    [Fact]
    public void Should_be_those_that_were_known_at_any_instant()
    {
        var (random, instants) = (new Random(8), figured.Lives.Logs.Values.SelectMany(log => log).Select(logged => logged.RecordedAt).Distinct().Order().ToList());

        for (var i = 0; i < Moments; i++)
        {
            // At an event, and a moment before it.
            var instant = instants[random.Next(instants.Count)].AddTicks(i % 2 == 0 ? 0 : -10);
            AssertAll(Moment.At(instant), logged => logged.RecordedAt <= instant, Ever, Late);
        }
    }

    [Fact]
    public void Should_end_with_the_month_of_the_moment()
    {
        Assert.Equal(new(2023, 5, 1), figured.Reader.Regions(new(Moment.EndOf(new(2023, 5, 17)))).Until);
        Assert.Equal(Ever, figured.Reader.Regions(new(Moment.At(0))).Until);

        var first = figured.Lives.Logs.Values.Select(log => log[0]).MinBy(logged => logged.Position)!;
        Assert.Equal((first.RecordedAt.Year, first.RecordedAt.Month), figured.Reader.Regions(new(Moment.At(first.Position))).Until is var month ? (month.Year, month.Month) : default);
    }

    private void AssertAll(Moment moment, Func<LoggedEvent, bool> isKnown, DateOnly from, DateOnly until)
    {
        var expected = DayByDay.Of(figured.Lives.Logs.Values.Select(log => log.Where(isKnown).ToList()), from, until);
        var (reader, question) = (figured.Reader, new Question(moment, from, until));

        Assert.Equal(Text(expected.LossRatios().OrderBy(row => row.Region, StringComparer.Ordinal).ThenBy(row => row.Month)), Text(reader.LossRatios(question).Rows));
        Assert.Equal(Text(expected.PremiumsByCover()), Text(reader.Premiums(question).Rows));
        Assert.Equal(Text(expected.Claims().OrderBy(row => row.Peril, StringComparer.Ordinal).ThenBy(row => row.Region, StringComparer.Ordinal)), Text(reader.Claims(question).Rows));
        Assert.Equal(Text(expected.Regions()), Text(reader.Regions(question).Rows));
        Assert.Equal(Text(expected.Retention()), Text(reader.Retention(question).Rows));
        Assert.Equal(Text(expected.Development()), Text(reader.Development(question).Rows));
    }

    // 1.50 and 1.5 are the same amount.
    private static string Text<TRow>(IEnumerable<TRow> rows) => string.Join('\n', rows.Select(row => string.Join(' ', JsonSerializer.SerializeToElement(row).EnumerateObject()
        .Select(member => member.Value.ValueKind == JsonValueKind.Number ? $"{member.Value.GetDecimal():0.######}" : member.Value.ToString()))));
}
