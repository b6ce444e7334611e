using System.Diagnostics;
using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using Insurance.Store.History;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Agents;

public sealed class When_agents_look_for_policies(AgentOffice office) : IClassFixture<AgentOffice>
{
    [Fact]
    public async Task Should_see_what_they_have_just_written()
    {
        var policy = await office.IssueAsync();

        var done = await office.DoAsync(policy, 3, new ChangeCover(Story.Start, new(CoverKind.Comprehensive, Story.Euros(0))));
        var card = await office.CardAsync(policy, done);

        Assert.Equal((4, done.Position, CoverKind.Comprehensive), (card!.Events, card.Position, card.Policy.LatestPeriod.Risk.Cover.Kind));
    }

    [Fact]
    public async Task Should_be_told_how_far_behind_an_answer_is()
    {
        var position = await office.LastPositionAsync();
        var started = Stopwatch.GetTimestamp();

        var freshness = await office.Progress.WaitAsync(position + 1_000, TimeSpan.FromMilliseconds(300), CancellationToken.None);

        Assert.False(freshness.HasCaughtUp);
        Assert.InRange(freshness.Behind, 1_000, position + 1_000);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 250, 5_000);
    }

    [Fact]
    public async Task Should_find_policies_by_words()
    {
        var policy = Guid.CreateVersion7();
        var risk = Story.Risk() with { Address = new("1 rue Haute", "44000", "Nantes", "Loire") };
        var done = await office.DoAsync(policy, 0, new QuotePolicy("Zénobie Larue", risk, Story.Start));
        await office.CardAsync(policy, done);

        Assert.Equal(policy, Assert.Single(await office.Cards.SearchAsync("zénobie NANTES clio", null, CancellationToken.None)).Id);
        Assert.Empty(await office.Cards.SearchAsync("zénobie paris", null, CancellationToken.None));
        Assert.Empty(await office.Cards.SearchAsync("zénobie", Story.Start, CancellationToken.None));
    }

    [Fact]
    public async Task Should_find_among_the_active_neither_those_that_ended_nor_those_whose_term_is_over()
    {
        var (running, cancelled) = (await office.IssueAsync(), await office.IssueAsync());
        var done = await office.DoAsync(cancelled, 3, new CancelPolicy(Story.Start, "sold"));
        await office.CardAsync(cancelled, done);

        var active = (await office.Cards.SearchAsync("", Story.Start, CancellationToken.None)).Select(card => card.Id).ToList();
        Assert.Contains(running, active);
        Assert.DoesNotContain(cancelled, active);
        Assert.Empty(await office.Cards.SearchAsync("", Story.Start.AddYears(1), CancellationToken.None));
    }

    [Fact]
    public async Task Should_find_among_the_active_what_is_cancelled_for_a_later_day()
    {
        var policy = await office.IssueAsync("Zacharie");
        var end = Story.Start.AddDays(20);
        var done = await office.DoAsync(policy, 3, new CancelPolicy(end, "sold"));
        await office.CardAsync(policy, done);

        Assert.Equal(policy, Assert.Single(await office.Cards.SearchAsync("zacharie", end.AddDays(-1), CancellationToken.None)).Id);
        Assert.Equal(policy, Assert.Single(await office.CardArchive.SearchAsync(Moment.At(done.Position), "zacharie", end.AddDays(-1), CancellationToken.None)).Id);
        Assert.Empty(await office.Cards.SearchAsync("zacharie", end, CancellationToken.None));
        Assert.Empty(await office.CardArchive.SearchAsync(Moment.At(done.Position), "zacharie", end, CancellationToken.None));
    }

    [Fact]
    public async Task Should_get_the_card_that_the_events_make()
    {
        var policy = await office.IssueAsync();

        var card = await office.CardAsync(policy, await office.LastPositionAsync());

        Assert.Equal(PolicyStage.InForce, card!.Policy.Stage);
        Assert.Equal(Text(await office.PolicyAsync(policy)), Text(card.Policy));
    }

    private static string Text(Policy policy) => System.Text.Json.JsonSerializer.Serialize(policy);
}
