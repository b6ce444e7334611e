using System.Text.Json;
using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using Insurance.Store.History;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.History;

[Collection(FiguredLivesCollection.Name)]
public sealed class When_a_policy_is_looked_back_on(FiguredLives figured, ITestOutputHelper output)
{
    private const int Pairs = 1_000;
    private const int Positions = 200;
    private static readonly DateTimeOffset Begin = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lives _lives = figured.Lives;

    [Fact]
    public async Task Should_be_what_an_independent_replay_says_at_any_instant()
    {
        var random = new Random(8);
        var found = 0;

        for (var i = 0; i < Pairs; i++)
        {
            var id = Any(random);
            var instant = Begin.AddMinutes(random.Next(60 * 24 * 1_300));

            var state = await _lives.Insurer.Archive.AtAsync(id, Moment.At(instant), CancellationToken.None);

            AssertSame(_lives.Replay(id, logged => logged.RecordedAt <= instant), state?.Policy);
            found += state is null ? 0 : 1;
        }

        output.WriteLine($"{Pairs} pairs, {found} of them with a policy; {_lives.Logs.Count} policies, {_lives.Logs.Values.Sum(log => log.Count)} events");
        Assert.True(found > Pairs / 2, $"Only {found} of the random days have a policy: they test nothing.");
    }

    [Fact]
    public async Task Should_be_what_an_independent_replay_says_at_any_position()
    {
        var random = new Random(9);
        var last = (int)_lives.Logs.Values.Max(log => log[^1].Position);

        for (var i = 0; i < Positions; i++)
        {
            var (id, position) = (Any(random), random.Next(1, last + 1));

            var state = await _lives.Insurer.Archive.AtAsync(id, Moment.At(position), CancellationToken.None);

            AssertSame(_lives.Replay(id, logged => logged.Position <= position), state?.Policy);
            Assert.Equal(_lives.Logs[id].Count(logged => logged.Position <= position), state?.Version ?? 0);
        }
    }

    [Fact]
    public async Task Should_count_all_that_was_recorded_on_a_day()
    {
        var (id, log) = _lives.Logs.First();
        var day = DateOnly.FromDateTime(log[0].RecordedAt.UtcDateTime);

        Assert.Null(await _lives.Insurer.Archive.AtAsync(id, Moment.EndOf(day.AddDays(-1)), CancellationToken.None));
        Assert.NotNull(await _lives.Insurer.Archive.AtAsync(id, Moment.EndOf(day), CancellationToken.None));
    }

    [Fact]
    public async Task Should_say_what_differs_between_two_moments()
    {
        var (insurer, policy) = (_lives.Insurer, await _lives.Insurer.IssueAsync());
        var today = Story.Start;
        var before = await insurer.Archive.AtAsync(policy, Moment.Now, CancellationToken.None);

        await insurer.DoAsync(policy, 3, new ChangeCover(today, new(CoverKind.Comprehensive, Story.Euros(500))));
        await insurer.DoAsync(policy, 4, new AddDriver(today.AddDays(10), new("Bob", new(1970, 1, 1))));
        await insurer.DoAsync(policy, 5, new OpenClaim(today, Peril.Hail, "dents", Story.Euros(900)));
        var after = await insurer.Archive.AtAsync(policy, Moment.Now, CancellationToken.None);

        // Bob drives from the tenth day on, and on this one he does not.
        Assert.Equal(
            [
                new("Cover", "Partial, excess 300.00 EUR", "Comprehensive, excess 500.00 EUR"),
                new("Premium", "440.00 EUR a year", "760.00 EUR a year"),
                new("Next instalment", "1: 36.67 EUR, due 2025-03-01", "1: 63.33 EUR, due 2025-03-01"),
                new FactChange("Claim 1", null, "Hail on 2025-03-01, dents: paid 0.00 EUR, reserve 900.00 EUR"),
            ],
            PolicyFacts.Difference(PolicyFacts.Of(before!.Policy, today), PolicyFacts.Of(after!.Policy, today)));
        Assert.Contains(new FactChange("Driver Bob", null, "born 1970-01-01"),
            PolicyFacts.Difference(PolicyFacts.Of(after.Policy, today), PolicyFacts.Of(after.Policy, today.AddDays(10))));
    }

    [Fact]
    public async Task Should_tell_all_that_has_happened()
    {
        foreach (var (id, log) in _lives.Logs)
        {
            var entries = await _lives.Insurer.Archive.TimelineAsync(id, CancellationToken.None);

            Assert.Equal(log.Select(logged => (logged.Position, logged.RecordedAt)), entries.Select(entry => (entry.Position, entry.RecordedAt)));
            Assert.All(log.Zip(entries), pair => AssertSame(pair.First.Event, pair.Second.Data));
        }
    }

    private Guid Any(Random random) => _lives.Logs.Keys.Order().ElementAt(random.Next(_lives.Logs.Count));

    private static void AssertSame<T>(T? expected, T? actual) => Assert.Equal(JsonSerializer.Serialize<object?>(expected), JsonSerializer.Serialize<object?>(actual));
}
