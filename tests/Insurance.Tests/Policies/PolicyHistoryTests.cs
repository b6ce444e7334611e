using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using static Insurance.Tests.Policies.Story;

namespace Insurance.Tests.Policies;

public sealed class PolicyHistoryTests
{
    [Fact]
    public void Replay_of_nothing_is_no_policy() => Assert.Null(PolicyHistory.Replay([]));

    [Fact]
    public void Replay_refuses_events_that_cannot_have_happened()
    {
        var events = Issued().Events;

        Assert.Throws<PolicyHistoryException>(() => PolicyHistory.Replay(events.Skip(1)));
        Assert.Throws<PolicyHistoryException>(() => PolicyHistory.Replay([.. events, events[0]]));
        Assert.Throws<PolicyHistoryException>(() => PolicyHistory.Replay([.. events, new ClaimPaymentMade(1, Euros(1), Start)]));
        Assert.Throws<PolicyHistoryException>(() => PolicyHistory.Replay([.. events, new CoverRestored(Start)]));
    }

    [Fact]
    public void After_says_what_every_event_does()
    {
        var policy = Issued().Policy;
        var events = typeof(IPolicyEvent).Assembly.GetTypes().Where(type => typeof(IPolicyEvent).IsAssignableFrom(type) && type.IsClass).ToList();

        Assert.Equal(18, events.Count);
        Assert.All(events, type =>
        {
            // An event without contents: it cannot be applied, and whatever goes wrong is not that nobody knows it.
            var bare = (IPolicyEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            var fault = Record.Exception(() => PolicyHistory.After(policy, bare));
            Assert.DoesNotContain("Nobody has said", fault?.Message ?? "", StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Money_of_two_currencies_is_not_added_or_compared()
    {
        Assert.Throws<InvalidOperationException>(() => Euros(1) + new Money(1, "USD"));
        Assert.Throws<InvalidOperationException>(() => Euros(1) < new Money(1, "USD"));
    }

    [Theory]
    [InlineData(100, 12)]
    [InlineData(0.05, 12)]
    [InlineData(440, 7)]
    public void Split_gives_all_of_the_money(decimal amount, int parts)
    {
        var split = Euros(amount).Split(parts);

        Assert.Equal(parts, split.Count);
        Assert.Equal(Euros(amount), split.Aggregate(Euros(0), (sum, part) => sum + part));
    }

    [Theory]
    [InlineData(2025, 5, 31, 44)]
    [InlineData(2025, 6, 1, 45)]
    [InlineData(2025, 6, 2, 45)]
    public void AgeOn_counts_whole_years(int year, int month, int day, int age) => Assert.Equal(age, new Driver("Ada", new(1980, 6, 1)).AgeOn(new(year, month, day)));
}
