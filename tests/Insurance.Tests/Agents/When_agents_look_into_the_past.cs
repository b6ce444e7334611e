using System.Text.Json;
using Insurance.Agents.Cards;
using Insurance.Store.History;
using Insurance.Tests.Support;

namespace Insurance.Tests.Agents;

/// <summary>The cards of a moment are those that a projection would hold which had stopped there.</summary>
[Collection(LivesCollection.Name)]
public sealed class When_agents_look_into_the_past(LivesWithReaders lives, ITestOutputHelper output)
{
    private const int Moments = 200;
    private static readonly DateTimeOffset Begin = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Searches = ["", "", "clio", "lyon", "a", "île DU", "kf-4", "_", "l%o", "nobody of that name"];

    [Fact]
    public async Task Should_find_what_an_independent_replay_finds_at_any_moment()
    {
        var random = new Random(11);
        var last = lives.Logs.Values.Max(log => log[^1].Position);
        var (searched, found) = (0, 0);

        for (var i = 0; i < Moments; i++)
        {
            var moment = random.Next(2) == 0 ? Moment.At(random.NextInt64(1, last + 2)) : Moment.At(Begin.AddMinutes(random.Next(60 * 24 * 1_300)));
            var words = Searches[random.Next(Searches.Length)];
            DateOnly? activeOn = random.Next(2) == 0 ? DateOnly.FromDateTime(Begin.AddDays(random.Next(1_300)).UtcDateTime) : null;

            var expected = Replayed(moment).Where(card => Matches(card, words, activeOn)).Select(Text).ToList();
            var actual = await lives.Office.CardArchive.SearchAsync(moment, words, activeOn, CancellationToken.None);

            Assert.Equal(expected, actual.Select(Text));
            (searched, found) = (searched + 1, found + actual.Count);
        }

        output.WriteLine($"{searched} searches found {found} cards");
        Assert.True(found > Moments, $"Only {found} cards in {Moments} searches: they test nothing.");
    }

    [Fact]
    public async Task Should_see_a_card_as_it_was_and_none_before_there_was_one()
    {
        foreach (var (id, log) in lives.Logs)
        {
            Assert.Null(await lives.Office.CardArchive.FindAsync(id, Moment.At(log[0].Position - 1), CancellationToken.None));
            foreach (var logged in log.Where((_, place) => place % 7 == 0))
            {
                var card = await lives.Office.CardArchive.FindAsync(id, Moment.At(logged.Position), CancellationToken.None);
                Assert.Equal(Text(Replayed(Moment.At(logged.Position)).Single(replayed => replayed.Id == id)), Text(card!));
            }
        }
    }

    [Fact]
    public async Task Should_see_now_where_the_moment_is_the_last_position()
    {
        var now = await lives.Office.Cards.SearchAsync("", null, CancellationToken.None);
        var then = await lives.Office.CardArchive.SearchAsync(Moment.At(await lives.Office.LastPositionAsync()), "", null, CancellationToken.None);

        Assert.Equal(now.Select(Text), then.Select(Text));
    }

    [Fact]
    public async Task Should_hear_which_cards_differ_between_two_days_and_in_what()
    {
        var random = new Random(12);
        for (var i = 0; i < 40; i++)
        {
            var from = DateOnly.FromDateTime(Begin.AddDays(random.Next(1_200)).UtcDateTime);
            var to = from.AddDays(random.Next(120));
            var (before, after) = (Replayed(Moment.EndOf(from)).ToDictionary(card => card.Id), Replayed(Moment.EndOf(to)).ToDictionary(card => card.Id));

            var difference = await lives.Office.CardArchive.DifferenceAsync(from, to, CancellationToken.None);

            Assert.Equal(after.Values.Where(card => card.Events != (before.GetValueOrDefault(card.Id)?.Events ?? 0)).Select(card => card.Id), difference.Cards.Select(card => card.Id));
            Assert.Equal(difference.Cards.Count, difference.Count);
            Assert.All(difference.Cards, card =>
            {
                Assert.Equal((before.GetValueOrDefault(card.Id)?.Events ?? 0, after[card.Id].Events), (card.Before, card.After));
                Assert.Equal(PolicyFacts.Difference(Facts(before.GetValueOrDefault(card.Id), from), Facts(after[card.Id], to)), card.Changes);
            });
        }
    }

    /// <summary>The cards that the tests' own log makes, in the order of the list.</summary>
    private List<PolicyCard> Replayed(Moment moment)
    {
        var cards = lives.Logs.Keys.Select(id => (Id: id, Events: lives.Logs[id].Where(logged => Counts(moment, logged)).ToList()))
            .Where(policy => policy.Events.Count > 0)
            .Select(policy => PolicyCard.Of(lives.Replay(policy.Id, logged => Counts(moment, logged))!, policy.Events.Count, policy.Events[^1].Position, policy.Events[^1].RecordedAt));
        return [.. moment.Instant is null
            ? cards.OrderByDescending(card => card.Position)
            : cards.OrderByDescending(card => card.RecordedAt).ThenByDescending(card => card.Position)];
    }

    private static bool Counts(Moment moment, LoggedEvent logged) => moment.Instant is { } instant ? logged.RecordedAt <= instant : logged.Position <= moment.Position;

    private static bool Matches(PolicyCard card, string words, DateOnly? activeOn) =>
        words.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => card.SearchText.Contains(word, StringComparison.Ordinal))
        && (activeOn is null || (card.IsActive && card.Until > activeOn));

    private static IReadOnlyList<Fact> Facts(PolicyCard? card, DateOnly day) => card is null ? [] : PolicyFacts.Of(card.Policy, day);

    private static string Text(PolicyCard card) => JsonSerializer.Serialize(card);
}
