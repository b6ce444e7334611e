using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using Insurance.Store.Writing;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Writing;

public sealed class When_a_command_is_handled(Insurer insurer) : IClassFixture<Insurer>
{
    [Fact]
    public async Task Should_append_with_who_why_and_on_which_command()
    {
        var policy = Guid.CreateVersion7();
        var command = Guid.CreateVersion7();

        var done = Assert.IsType<CommandAnswer.Done>(await insurer.AskAsync(policy, 0, new QuotePolicy("Ada", Story.Risk(), Story.Start), command));

        var entry = Assert.Single(await insurer.Archive.TimelineAsync(policy, CancellationToken.None));
        Assert.Equal((1, done.Position, "policy-quoted"), (entry.Version, entry.Position, entry.Event));
        Assert.Equal(("Grace", "asked by phone", command.ToString()), (entry.By, entry.Why, entry.CommandId));
        Assert.True(Guid.TryParse(entry.ConversationId, out _));
        Assert.Equal(insurer.Clock.Now, entry.RecordedAt);
    }

    [Fact]
    public async Task Should_say_why_it_is_refused_and_leave_nothing()
    {
        var policy = await insurer.IssueAsync();

        var refused = Assert.IsType<CommandAnswer.Refused>(await insurer.AskAsync(policy, 3, new PayClaim(1, Story.Euros(5))));

        Assert.Equal("no-claim", refused.Refusal.Rule);
        Assert.Equal(3, await insurer.EventsAsync(policy));
    }

    [Fact]
    public async Task Should_have_one_effect_however_often_it_comes()
    {
        var policy = await insurer.IssueAsync();
        var command = Guid.CreateVersion7();
        var next = (await insurer.PolicyAsync(policy)).NextUnpaid!.Instalment;
        var pay = new PayPremium(next.Number, next.Amount, Story.Start);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => insurer.AskAsync(policy, 3, pay, command)));
        var later = await insurer.AskAsync(policy, 3, pay, command);

        Assert.IsType<CommandAnswer.Done>(later);
        Assert.All(answers, answer => Assert.Equal(later, answer));
        Assert.Equal(4, await insurer.EventsAsync(policy));
    }

    [Fact]
    public async Task Should_be_done_once_when_it_begins_the_policy_and_comes_twice_at_once()
    {
        var policy = Guid.CreateVersion7();
        var command = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => insurer.AskAsync(policy, 0, new QuotePolicy("Ada", Story.Risk(), Story.Start), command)));

        Assert.All(answers, answer => Assert.Equal(1, Assert.IsType<CommandAnswer.Done>(answer).Version));
        Assert.Equal(1, await insurer.EventsAsync(policy));
    }

    [Fact]
    public async Task Should_be_refused_where_its_id_was_given_for_another_policy()
    {
        var command = Guid.CreateVersion7();
        await insurer.AskAsync(Guid.CreateVersion7(), 0, new QuotePolicy("Ada", Story.Risk(), Story.Start), command);

        var refused = Assert.IsType<CommandAnswer.Refused>(await insurer.AskAsync(Guid.CreateVersion7(), 0, new QuotePolicy("Bob", Story.Risk(), Story.Start), command));

        Assert.Equal("command-id-used", refused.Refusal.Rule);
    }

    [Fact]
    public async Task Should_be_refused_where_its_number_is_that_of_another_policy()
    {
        var (issued, accepted) = (await insurer.IssueAsync(), Guid.CreateVersion7());
        await insurer.DoAsync(accepted, 0, new QuotePolicy("Bob", Story.Risk(), Story.Start));
        await insurer.DoAsync(accepted, 1, new AcceptRisk(0, "good record"));
        var issue = new IssuePolicy(PaymentPlan.Monthly);
        var number = Assert.IsType<PolicyIssued>(issue.Decide(await insurer.PolicyAsync(accepted), Story.Start).Events[0]).Number;

        await insurer.ExecuteAsync("update insurance.mt_doc_issuednumber set id = @number where id = @other", new { number, other = (await insurer.PolicyAsync(issued)).Number });
        var refused = Assert.IsType<CommandAnswer.Refused>(await insurer.AskAsync(accepted, 2, issue));

        Assert.Equal("number-taken", refused.Refusal.Rule);
        Assert.Contains($"'{number}'", refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(2, await insurer.EventsAsync(accepted));
    }

    [Fact]
    public async Task Should_be_a_conflict_where_the_policy_has_gone_on()
    {
        var policy = await insurer.IssueAsync();

        Assert.Equal(new CommandAnswer.Conflict(2, 3), await insurer.AskAsync(policy, 2, new CancelPolicy(Story.Start, "sold")));
        Assert.Equal(3, await insurer.EventsAsync(policy));
    }

    [Fact]
    public async Task Should_let_one_of_many_win_and_tell_the_others()
    {
        var policy = await insurer.IssueAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            insurer.AskAsync(policy, 3, new AddDriver(Story.Start, new($"Driver {i}", new(1970, 1, 1))))));

        Assert.Single(answers.OfType<CommandAnswer.Done>());
        Assert.All(answers.OfType<CommandAnswer.Conflict>(), conflict => Assert.Equal(new CommandAnswer.Conflict(3, 4), conflict));
        Assert.Equal(7, answers.OfType<CommandAnswer.Conflict>().Count());
        Assert.Equal(2, (await insurer.PolicyAsync(policy)).LatestPeriod.Risk.Drivers.Count);
    }

    [Fact]
    public async Task Should_never_be_recorded_before_what_it_follows()
    {
        var policy = await insurer.IssueAsync();
        var other = new SetClock(insurer.Clock.Now);
        insurer.Clock.Now -= TimeSpan.FromMinutes(5);
        try
        {
            await insurer.DoAsync(policy, 3, new ChangeCover(Story.Start, new(CoverKind.Comprehensive, Story.Euros(0))));
        }
        finally
        {
            insurer.Clock.Now = other.Now;
        }

        var recorded = (await insurer.Archive.TimelineAsync(policy, CancellationToken.None)).Select(entry => entry.RecordedAt).ToList();
        Assert.Equal(recorded.Order(), recorded);
    }
}
