namespace EdaKit.Audit.Judging;

/// <summary>An audit that cannot fail proves nothing: every violation is made up here once, and found.</summary>
public sealed class JudgeTests
{
    private readonly List<Commitment> _committed = [];
    private readonly Observations _seen = new();
    private readonly Dictionary<Guid, int> _effects = [];
    private readonly Dictionary<Guid, long> _effectsInLanes = [];

    public JudgeTests()
    {
        // Two lanes, and a message in none; the second transaction has two messages.
        foreach (var (lane, committedAt, ordinal) in new[] { ("a", 10, 0), ("a", 20, 0), ("a", 20, 1), ("b", 15, 0), (null, 30, 0) })
            _committed.Add(new(Guid.NewGuid(), lane, committedAt, ordinal, "test"));

        foreach (var said in _committed)
            _effects[said.Id] = 1;

        // The consumer in lanes has had them in the order of the list; of the two of one transaction, each by itself.
        for (var i = 0; i < _committed.Count; i++)
            _effectsInLanes[_committed[i].Id] = 100 + i;
    }

    [Fact]
    public void Of_what_is_right_finds_nothing()
    {
        See(0, 1, 2, 3, 4);

        var verdict = Judgement();

        Assert.True(verdict.IsClean);
        Assert.Equal((5, 4, 0), (verdict.Committed, verdict.InLanes, verdict.WireDuplicates));
    }

    [Fact]
    public void Of_lanes_that_overtake_each_other_finds_nothing()
    {
        See(4, 3, 0, 1, 2);

        Assert.True(Judgement().IsClean);
    }

    [Fact]
    public void Of_duplicates_counts_them_and_goes_by_first_occurrences()
    {
        See(0, 1, 0, 2, 1, 0, 3, 4);

        var verdict = Judgement();

        Assert.True(verdict.IsClean);
        Assert.Equal(3, verdict.WireDuplicates);
    }

    [Fact]
    public void Of_what_the_reader_got_again_counts_no_duplicate()
    {
        See(0, 1, 2, 3, 4);
        _seen.See(_committed[4].Id, redelivered: true);

        Assert.Equal(0, Judgement().WireDuplicates);
        Assert.Equal(1, _seen.Redelivered);
    }

    [Fact]
    public void Of_a_message_never_seen_finds_it_lost()
    {
        See(0, 1, 3, 4);
        _effects.Remove(_committed[2].Id);

        AssertOnly(Judgement(), (Violation.Lost, 1), (Violation.WithoutEffect, 1));
    }

    [Fact]
    public void Of_an_effect_that_came_twice_finds_it()
    {
        See(0, 1, 2, 3, 4);
        _effects[_committed[1].Id] = 2;

        AssertOnly(Judgement(), (Violation.EffectDoubled, 1));
    }

    [Fact]
    public void Of_a_lane_out_of_the_order_of_its_commits_finds_each_message_that_came_late()
    {
        See(1, 2, 0, 3, 4);

        var verdict = Judgement();

        AssertOnly(verdict, (Violation.OutOfOrder, 2));
        Assert.Contains($"{_committed[1].Id}", verdict.Details[Violation.OutOfOrder][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_messages_of_one_transaction_in_the_wrong_order_finds_them()
    {
        See(0, 2, 1, 3, 4);

        AssertOnly(Judgement(), (Violation.OutOfOrder, 1));
    }

    [Fact]
    public void Of_transactions_of_a_lane_that_did_not_wait_for_each_other_finds_them()
    {
        See(0, 1, 2, 3, 4);
        _committed[1] = _committed[1] with { CommittedAt = 10 };

        AssertOnly(Judgement(), (Violation.OutOfOrder, 1));
    }

    [Fact]
    public void Of_effects_out_of_the_order_of_a_lane_finds_each_that_came_early()
    {
        See(0, 1, 2, 3, 4);
        (_effectsInLanes[_committed[0].Id], _effectsInLanes[_committed[2].Id]) = (102, 100);

        AssertOnly(Judgement(), (Violation.EffectOutOfOrder, 2));
    }

    [Fact]
    public void Of_effects_of_a_lane_that_were_committed_at_once_finds_them()
    {
        See(0, 1, 2, 3, 4);
        _effectsInLanes[_committed[1].Id] = 100;

        AssertOnly(Judgement(), (Violation.EffectOutOfOrder, 1));
    }

    [Fact]
    public void Of_effects_of_different_lanes_asks_for_no_order()
    {
        See(0, 1, 2, 3, 4);
        _effectsInLanes[_committed[3].Id] = 1;

        Assert.True(Judgement().IsClean);
    }

    [Fact]
    public void Of_a_message_whose_row_is_not_committed_finds_it()
    {
        See(0, 1, 2, 3, 4);
        _seen.See(Guid.NewGuid());
        _effects[Guid.NewGuid()] = 1;

        AssertOnly(Judgement(), (Violation.NeverCommitted, 2));
    }

    [Fact]
    public void Of_what_stays_behind_finds_it()
    {
        See(0, 1, 2, 3, 4);

        AssertOnly(Judgement(left: 3, setAside: 2), (Violation.LeftInOutbox, 3), (Violation.SetAside, 2));
    }

    [Fact]
    public void Of_nothing_proves_nothing() => Assert.False(Judge.Of(new([], new Dictionary<Guid, Sighting>(), new Dictionary<Guid, int>(), new Dictionary<Guid, long>())).IsClean);

    private void See(params int[] places)
    {
        foreach (var place in places)
            _seen.See(_committed[place].Id);
    }

    private Verdict Judgement(long left = 0, long setAside = 0) => Judge.Of(new(_committed, _seen.ToDictionary(), _effects, _effectsInLanes, left, Parked: 0, setAside));

    private static void AssertOnly(Verdict verdict, params (Violation Kind, int Count)[] violations)
    {
        Assert.False(verdict.IsClean);
        Assert.Equal(violations.OrderBy(violation => violation.Kind),
            verdict.Counts.Where(count => count.Value > 0).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key));
    }
}
