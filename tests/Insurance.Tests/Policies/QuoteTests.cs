using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using static Insurance.Tests.Policies.Story;

namespace Insurance.Tests.Policies;

public sealed class QuoteTests
{
    [Fact]
    public void Quote_becomes_a_policy_when_it_is_accepted_and_issued()
    {
        var story = Issued(CoverKind.Partial, PaymentPlan.Monthly);

        Assert.Equal(PolicyStage.InForce, story.Policy.Stage);
        Assert.Equal("M25-C3E4EBA8A0", story.Policy.Number);
        Assert.Equal(new Term(Start, Start.AddYears(1)), Assert.Single(story.Policy.Terms));
        Assert.Equal(Euros(440), story.Policy.LatestPeriod.AnnualPremium);
        Assert.Equal(12, story.Policy.Instalments.Count);
        Assert.Equal(Euros(440), story.Policy.Instalments.Aggregate(Euros(0), (sum, owed) => sum + owed.Instalment.Amount));
    }

    [Theory]
    [InlineData("start", -1, 1980, 20_000)]
    [InlineData("start", 91, 1980, 20_000)]
    [InlineData("price", 0, 1980, 250_001)]
    [InlineData("price", 0, 1980, 0)]
    [InlineData("driver-too-young", 0, 2008, 20_000)]
    public void Quote_is_refused(string rule, int daysAhead, int born, decimal price) =>
        new Story().Refused(rule, new QuotePolicy("Ada", Risk(born: born, price: price), Start.AddDays(daysAhead)));

    [Fact]
    public void Quote_is_refused_without_a_holder_and_without_a_driver()
    {
        new Story().Refused("no-holder", new QuotePolicy(" ", Risk(), Start));
        new Story().Refused("no-driver", new QuotePolicy("Ada", Risk() with { Drivers = [] }, Start));
        new Story().Refused("driver-twice", new QuotePolicy("Ada", Risk() with { Drivers = [new("Ada", new(1980, 1, 1)), new("Ada", new(2000, 1, 1))] }, Start));
    }

    [Theory]
    [InlineData("currency", "eur", "EUR")]
    [InlineData("currency", "EURO", "EURO")]
    [InlineData("currency", "", "")]
    [InlineData("wrong-currency", "EUR", "USD")]
    public void Quote_is_refused_in_what_is_no_currency_and_in_two(string rule, string price, string excess) => new Story().Refused(rule, new QuotePolicy(
        "Ada", Risk() with { Vehicle = Risk().Vehicle with { Price = new(20_000, price) }, Cover = new(CoverKind.Partial, new(300, excess)) }, Start));

    [Fact]
    public void Numbers_of_ids_with_the_same_end_differ()
    {
        var accepted = Quoted().Do(new AcceptRisk(0, "good record")).Policy;

        Assert.NotEqual(NumberOf(new("0198a000-0001-7000-8000-00000000cafe")), NumberOf(new("0198a000-0002-7000-8000-00000000cafe")));

        string NumberOf(Guid id) => ((PolicyIssued)new IssuePolicy(PaymentPlan.Annual).Decide(accepted with { Id = id }, Start).Events[0]).Number;
    }

    [Fact]
    public void Id_of_a_policy_is_quoted_once() => Quoted().Refused("quoted-already", new QuotePolicy("Ada", Risk(), Start));

    [Fact]
    public void Nothing_but_a_quote_begins_a_policy() => new Story().Refused("no-policy", new IssuePolicy(PaymentPlan.Annual));

    [Theory]
    [InlineData(0, "loading-for-beginners")]
    [InlineData(0.2, "loading-for-beginners")]
    [InlineData(1.1, "loading")]
    [InlineData(-0.1, "loading")]
    public void Underwriter_must_load_beginners_with_comprehensive_cover(decimal loading, string rule) =>
        Quoted(Risk(CoverKind.Comprehensive, born: 2005)).Refused(rule, new AcceptRisk(loading, "fine"));

    [Fact]
    public void Loading_raises_the_premium()
    {
        var story = Quoted(Risk(CoverKind.Comprehensive, born: 2005));
        var before = story.Policy.LatestPeriod.AnnualPremium;

        story.Do(new AcceptRisk(0.25m, "nineteen"));

        Assert.Equal(before * 1.25m, story.Policy.LatestPeriod.AnnualPremium);
    }

    [Fact]
    public void Declined_risk_is_not_issued()
    {
        var story = Quoted();
        story.Refused("no-reason", new DeclineRisk(""));
        story.Do(new DeclineRisk("stolen twice"));

        Assert.Equal((PolicyStage.Declined, "stolen twice"), (story.Policy.Stage, story.Policy.Reason));
        story.Refused("wrong-stage", new IssuePolicy(PaymentPlan.Annual));
        story.Refused("wrong-stage", new AcceptRisk(0, "after all"));
    }

    [Fact]
    public void Quote_is_not_issued_without_underwriting_or_too_late()
    {
        Quoted().Refused("wrong-stage", new IssuePolicy(PaymentPlan.Annual));

        var later = new Story().Do(new QuotePolicy("Ada", Risk(), Start.AddDays(60))).Do(new AcceptRisk(0, "good"));
        later.On(Start.AddDays(31)).Refused("quote-expired", new IssuePolicy(PaymentPlan.Annual));
        Quoted().Do(new AcceptRisk(0, "good")).After(1).Refused("start-passed", new IssuePolicy(PaymentPlan.Annual));
    }

    [Fact]
    public void Premium_is_stored_as_it_was_decided()
    {
        var issued = Assert.IsType<PolicyIssued>(Issued().Events[^1]);

        Assert.Equal(issued.Premium.Annual, Issued().Policy.LatestPeriod.AnnualPremium);
    }
}
