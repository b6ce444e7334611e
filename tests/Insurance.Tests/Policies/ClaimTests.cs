using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using static Insurance.Tests.Policies.Story;

namespace Insurance.Tests.Policies;

public sealed class ClaimTests
{
    private static readonly DateOnly Loss = Start.AddDays(5);

    [Fact]
    public void Claim_is_reserved_paid_settled_and_opened_again()
    {
        var story = WithClaim(1_000);
        story.Do(new PayClaim(1, Euros(400))).Do(new ChangeReserve(1, Euros(600))).Do(new PayClaim(1, Euros(200))).Do(new SettleClaim(1));
        var settled = Assert.Single(story.Policy.Claims);
        Assert.Equal((Euros(600), Euros(600), false), (settled.Paid, settled.Reserve, settled.IsOpen));

        story.After(100).Do(new ReopenClaim(1, "the axle too", Euros(900))).Do(new PayClaim(1, Euros(300))).Do(new SettleClaim(1));

        var again = Assert.Single(story.Policy.Claims);
        Assert.Equal((Euros(900), Euros(900), story.Today), (again.Paid, again.Reserve, again.SettledOn));
    }

    [Fact]
    public void Reserve_is_not_below_what_is_paid()
    {
        var story = WithClaim(1_000).Do(new PayClaim(1, Euros(400)));

        Assert.Contains("400.00 EUR", story.Refused("reserve-below-paid", new ChangeReserve(1, Euros(399.99m))), StringComparison.Ordinal);
        story.Do(new ChangeReserve(1, Euros(400)));
        story.Refused("same-reserve", new ChangeReserve(1, Euros(400)));
    }

    [Fact]
    public void No_more_is_paid_than_is_reserved()
    {
        var story = WithClaim(1_000);

        story.Refused("more-than-reserve", new PayClaim(1, Euros(1_000.01m)));
        story.Refused("not-positive", new PayClaim(1, Euros(0)));
        story.Refused("not-positive", new PayClaim(1, Euros(-5)));
    }

    [Fact]
    public void Amounts_are_in_the_currency_of_the_policy_and_to_the_cent()
    {
        var story = WithClaim(1_000);
        Both(amount => new PayClaim(1, amount));
        Both(amount => new ChangeReserve(1, amount));
        Both(amount => new OpenClaim(Loss, Peril.Glass, "windscreen", amount));

        story.Do(new SettleClaim(1));
        Both(amount => new ReopenClaim(1, "more", amount));

        void Both(Func<Money, PolicyCommand> command)
        {
            Assert.Contains("'500.00 USD'", story.Refused("wrong-currency", command(new(500, "USD"))), StringComparison.Ordinal);
            Assert.Contains("500.005 EUR", story.Refused("fraction-of-a-cent", command(Euros(500.005m))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Settled_claim_is_not_touched()
    {
        var story = WithClaim(1_000).Do(new SettleClaim(1));

        story.Refused("claim-settled", new PayClaim(1, Euros(1)));
        story.Refused("claim-settled", new ChangeReserve(1, Euros(1)));
        story.Refused("claim-settled", new SettleClaim(1));
        story.Refused("reserve-below-paid", new ReopenClaim(1, "more", Euros(0)));
        story.Refused("no-reason", new ReopenClaim(1, "", Euros(10)));
        story.On(story.Today.AddYears(3).AddDays(1)).Refused("too-late", new ReopenClaim(1, "more", Euros(10)));
    }

    [Fact]
    public void Claim_that_is_not_there_is_not_touched()
    {
        Issued().Refused("no-claim", new PayClaim(1, Euros(1)));
        Issued().Refused("no-claim", new ReopenClaim(7, "more", Euros(1)));
        WithClaim(10).Refused("claim-open", new ReopenClaim(1, "more", Euros(20)));
    }

    [Fact]
    public void Loss_is_covered_as_it_was_insured_on_its_day()
    {
        var story = Issued(CoverKind.Liability).Do(new ChangeCover(Start.AddDays(10), new(CoverKind.Partial, Euros(0)))).After(20);

        Assert.Contains("Liability", story.Refused("not-insured", Claim(Start.AddDays(9), Peril.Theft)), StringComparison.Ordinal);
        story.Do(Claim(Start.AddDays(10), Peril.Theft));
        story.Refused("not-insured", Claim(Start.AddDays(10), Peril.Collision));
        story.Do(Claim(Start.AddDays(9), Peril.ThirdParty));
    }

    [Fact]
    public void Loss_without_cover_is_refused_with_the_reason()
    {
        Assert.Contains("never issued", Quoted().Refused("no-cover", Claim(Start)), StringComparison.Ordinal);
        Assert.Contains("did not run", Issued().Refused("no-cover", Claim(Start.AddDays(-1))), StringComparison.Ordinal);
        Issued().Refused("loss-in-the-future", Claim(Start.AddDays(1)));
        Issued().Refused("peril-unknown", Claim(Start, Peril.Unknown));
        Issued().Refused("not-positive", new OpenClaim(Start, Peril.Hail, "dents", Euros(0)));

        var cancelled = Issued().Pay().Do(new CancelPolicy(Start.AddDays(10), "sold")).After(20);
        Assert.Contains("cancelled", cancelled.Refused("no-cover", Claim(Start.AddDays(10))), StringComparison.Ordinal);
        cancelled.Do(Claim(Start.AddDays(9)));

        var suspended = Issued().After(15).Do(new SuspendCover()).After(5);
        Assert.Contains("suspended", suspended.Refused("no-cover", Claim(Start.AddDays(16))), StringComparison.Ordinal);
        suspended.Do(Claim(Start.AddDays(14)));
    }

    [Fact]
    public void Loss_is_reported_once()
    {
        var story = WithClaim(10);

        story.Refused("claim-known", Claim(Loss));
        story.Do(new SettleClaim(1)).Do(Claim(Loss));
        Assert.Equal([1, 2], story.Policy.Claims.Select(claim => claim.Number));
    }

    private static Story WithClaim(decimal reserve) => Issued().Pay().On(Loss).Do(new OpenClaim(Loss, Peril.Hail, "dents", Euros(reserve)));

    private static OpenClaim Claim(DateOnly loss, Peril peril = Peril.Hail) => new(loss, peril, "dents", Euros(100));
}
