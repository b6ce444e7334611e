using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using static Insurance.Tests.Policies.Story;

namespace Insurance.Tests.Policies;

public sealed class TermTests
{
    [Theory]
    [InlineData(0, 440)]
    [InlineData(73, 352)]
    [InlineData(364, 1.21)]
    public void Cancellation_pays_back_what_is_paid_for_later_days(int days, decimal refund)
    {
        var story = Issued(plan: PaymentPlan.Annual).Pay().Do(new CancelPolicy(Start.AddDays(days), "sold"));

        Assert.Equal(Euros(refund), Assert.IsType<PolicyCancelled>(story.Events[^1]).Refund);
        Assert.Equal(days > 0, story.Policy.IsCoveredOn(Start));
        Assert.False(story.Policy.IsCoveredOn(Start.AddDays(days)));
    }

    [Theory]
    [InlineData(CoverKind.Comprehensive, CoverKind.Liability, 380.38)]
    [InlineData(CoverKind.Liability, CoverKind.Comprehensive, 118.25)]
    public void Refund_counts_each_day_at_the_premium_of_that_day(CoverKind first, CoverKind then, decimal refund)
    {
        var story = Issued(first, PaymentPlan.Annual).Pay().After(182).Do(new ChangeCover(Start.AddDays(182), new(then, Euros(300))));

        story.Do(new CancelPolicy(Start.AddDays(183), "sold"));

        Assert.Equal(Euros(refund), Assert.IsType<PolicyCancelled>(story.Events[^1]).Refund);
    }

    [Fact]
    public void Cancellation_pays_nothing_back_where_less_was_paid()
    {
        var story = Issued().Pay(1).After(100).Do(new CancelPolicy(Start.AddDays(100), "not paid"));

        Assert.Equal(Euros(0), Assert.IsType<PolicyCancelled>(story.Events[^1]).Refund);
    }

    [Fact]
    public void Cancellation_is_refused_for_the_past_after_the_end_and_twice()
    {
        var story = Issued().Pay().After(10);
        story.Refused("in-the-past", new CancelPolicy(Start.AddDays(9), "sold"));
        story.Refused("after-the-end", new CancelPolicy(Start.AddYears(1), "sold"));
        story.Refused("no-reason", new CancelPolicy(Start.AddDays(10), " "));

        story.Do(new CancelPolicy(Start.AddDays(50), "sold"));
        story.Refused("cancelled", new CancelPolicy(Start.AddDays(40), "sold"));
        story.Refused("cancelled", new PayPremium(2, story.Policy.NextUnpaid!.Instalment.Amount, story.Today));
    }

    [Fact]
    public void Renewal_adds_a_year_with_what_the_claims_say()
    {
        var story = Issued().Pay(12).After(5).Do(new OpenClaim(Start.AddDays(5), Peril.Hail, "dents", Euros(100))).On(Start.AddYears(1).AddDays(-30));

        story.Do(new RenewPolicy(PaymentPlan.Annual));

        Assert.Equal([new Term(Start, Start.AddYears(1)), new(Start.AddYears(1), Start.AddYears(2))], story.Policy.Terms);
        Assert.Equal(Euros(440), story.Policy.RiskOn(story.Today).AnnualPremium);
        Assert.Equal(Euros(506), story.Policy.RiskOn(Start.AddYears(1)).AnnualPremium);
        Assert.Equal(new Instalment(13, Start.AddYears(1), Euros(506)), story.Policy.NextUnpaid!.Instalment);
        Assert.True(story.Policy.IsCoveredOn(Start.AddYears(1)));
    }

    [Fact]
    public void Renewal_is_refused_too_early_too_late_and_while_something_is_owed()
    {
        Issued().Pay(12).On(Start.AddYears(1).AddDays(-31)).Refused("too-early", new RenewPolicy(PaymentPlan.Annual));
        Issued().Pay(12).On(Start.AddYears(1)).Refused("expired", new RenewPolicy(PaymentPlan.Annual));
        Issued().Pay(11).On(Start.AddYears(1).AddDays(-9)).Refused("premium-owed", new RenewPolicy(PaymentPlan.Annual));
        Issued().On(Start.AddDays(15)).Do(new SuspendCover()).On(Start.AddYears(1).AddDays(-9)).Refused("wrong-stage", new RenewPolicy(PaymentPlan.Annual));
    }

    [Fact]
    public void Refund_in_a_renewed_year_counts_what_was_paid_for_it()
    {
        var end = Start.AddYears(1);
        var story = Issued(plan: PaymentPlan.Annual).Pay().On(end.AddDays(-1)).Do(new RenewPolicy(PaymentPlan.Annual)).On(end).Pay().Do(new CancelPolicy(end.AddDays(73), "sold"));

        Assert.Equal(Euros(352), Assert.IsType<PolicyCancelled>(story.Events[^1]).Refund);
    }
}
