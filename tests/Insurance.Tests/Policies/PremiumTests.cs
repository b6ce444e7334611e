using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using static Insurance.Tests.Policies.Story;

namespace Insurance.Tests.Policies;

public sealed class PremiumTests
{
    [Fact]
    public void Instalments_are_paid_one_after_the_other_to_the_cent()
    {
        var story = Issued();
        var first = story.Policy.NextUnpaid!.Instalment;

        story.Refused("not-the-next", new PayPremium(2, first.Amount, Start));
        story.Refused("wrong-amount", new PayPremium(1, first.Amount + Euros(0.01m), Start));
        story.Refused("wrong-amount", new PayPremium(1, first.Amount with { Currency = "USD" }, Start));
        story.Refused("paid-in-the-future", new PayPremium(1, first.Amount, Start.AddDays(1)));
        story.Pay();
        story.Refused("not-the-next", new PayPremium(1, first.Amount, Start));

        story.Pay(11);
        story.Refused("all-paid", new PayPremium(13, first.Amount, Start));
    }

    [Fact]
    public void Cover_is_suspended_when_the_grace_period_is_over()
    {
        var story = Issued();
        story.On(Start.AddDays(14)).Refused("grace", new SuspendCover());
        story.On(Start.AddDays(15)).Do(new SuspendCover());

        Assert.Equal(PolicyStage.Suspended, story.Policy.Stage);
        Assert.True(story.Policy.IsCoveredOn(Start.AddDays(14)));
        Assert.False(story.Policy.IsCoveredOn(Start.AddDays(15)));
        story.Refused("wrong-stage", new SuspendCover());
        story.Refused("suspended", new ChangeCover(Start.AddDays(20), new(CoverKind.Liability, Euros(0))));
    }

    [Fact]
    public void Cover_is_not_suspended_where_nothing_is_owed()
    {
        Issued().Pay().After(20).Refused("nothing-owed", new SuspendCover());
        Quoted().Refused("not-issued", new SuspendCover());
    }

    [Fact]
    public void Cover_comes_back_with_the_last_instalment_that_is_owed()
    {
        var story = Issued().On(Start.AddDays(15)).Do(new SuspendCover()).On(Start.AddMonths(1)).Pay();
        Assert.Equal(PolicyStage.Suspended, story.Policy.Stage);

        story.Pay();

        Assert.Equal(PolicyStage.InForce, story.Policy.Stage);
        Assert.Equal(new CoverRestored(Start.AddMonths(1).AddDays(1)), story.Events[^1]);
        Assert.False(story.Policy.IsCoveredOn(Start.AddMonths(1)));
        Assert.True(story.Policy.IsCoveredOn(Start.AddMonths(1).AddDays(1)));
    }
}
