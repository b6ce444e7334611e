using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using static Insurance.Tests.Policies.Story;

namespace Insurance.Tests.Policies;

public sealed class EndorsementTests
{
    private static readonly Cover Comprehensive = new(CoverKind.Comprehensive, Euros(500));

    [Fact]
    public void Cover_changes_from_its_day_on_and_not_before()
    {
        var story = Issued().Do(new ChangeCover(Start.AddDays(40), Comprehensive));

        Assert.Equal(CoverKind.Partial, story.Policy.RiskOn(Start.AddDays(39)).Risk.Cover.Kind);
        Assert.Equal(CoverKind.Comprehensive, story.Policy.RiskOn(Start.AddDays(40)).Risk.Cover.Kind);
    }

    [Fact]
    public void Instalments_that_are_paid_or_due_before_stay_as_they_are()
    {
        var story = Issued().Pay(3).Do(new ChangeCover(Start.AddMonths(4), Comprehensive));

        var before = Euros(440) * (1m / 12);
        var after = Euros(760) * (1m / 12);
        Assert.Equal([before, before, before, before, after], story.Policy.Instalments.Take(5).Select(owed => owed.Instalment.Amount));
        Assert.Equal(after, story.Policy.Instalments[11].Instalment.Amount);
        Assert.Equal([1, 2, 3, 4], story.Policy.Instalments.Take(4).Select(owed => owed.Instalment.Number));
    }

    [Fact]
    public void Driver_is_added_and_removed()
    {
        var story = Issued();
        var premium = story.Policy.LatestPeriod.AnnualPremium;

        story.Do(new AddDriver(Start, new("Bob", new(2004, 1, 1))));
        Assert.Equal(["Ada", "Bob"], story.Policy.LatestPeriod.Risk.Drivers.Select(driver => driver.Name));
        Assert.True(story.Policy.LatestPeriod.AnnualPremium > premium);
        story.Refused("driver-known", new AddDriver(Start, new("Bob", new(1990, 1, 1))));
        story.Refused("driver-unknown", new RemoveDriver(Start, "Eve"));
        story.Refused("driver-too-young", new AddDriver(Start, new("Kid", new(2010, 1, 1))));

        story.After(10).Do(new RemoveDriver(Start.AddDays(10), "Bob"));
        Assert.Equal(premium, story.Policy.LatestPeriod.AnnualPremium);
        Assert.Equal(2, story.Policy.RiskOn(Start.AddDays(9)).Risk.Drivers.Count);
        story.Refused("no-driver", new RemoveDriver(Start.AddDays(11), "Ada"));
    }

    [Fact]
    public void Address_changes_the_premium_where_the_region_does()
    {
        var story = Issued();
        story.Refused("same-address", new ChangeAddress(Start, story.Policy.LatestPeriod.Risk.Address));

        story.Do(new ChangeAddress(Start, new("2 quai Bas", "75001", "Paris", "Île-de-France")));

        Assert.Equal(Euros(528), story.Policy.LatestPeriod.AnnualPremium);
    }

    [Fact]
    public void Change_in_a_renewed_year_keeps_what_the_claims_say()
    {
        var next = Start.AddYears(1);
        var story = Issued().Pay(12).After(5).Do(new OpenClaim(Start.AddDays(5), Peril.Hail, "dents", Euros(100)))
            .On(next.AddDays(-30)).Do(new RenewPolicy(PaymentPlan.Annual)).On(next);
        Assert.Equal(Euros(506), story.Policy.LatestPeriod.AnnualPremium);

        story.Do(new ChangeAddress(next, new("2 rue Haute", "69001", "Lyon", "Rhône")));

        Assert.Equal((Euros(506), Euros(506)), (story.Policy.LatestPeriod.AnnualPremium, story.Policy.NextUnpaid!.Instalment.Amount));
    }

    [Fact]
    public void Change_from_the_same_day_takes_the_place_of_the_one_before()
    {
        var story = Issued().Do(new ChangeCover(Start.AddDays(5), Comprehensive)).Do(new ChangeCover(Start.AddDays(5), Comprehensive with { Excess = Euros(100) }));

        Assert.Equal(2, story.Policy.Periods.Count);
        Assert.Equal(Euros(100), story.Policy.LatestPeriod.Risk.Cover.Excess);
    }

    [Fact]
    public void Changes_are_refused_where_there_is_nothing_to_change()
    {
        Quoted().Refused("not-issued", new ChangeCover(Start, Comprehensive));
        Issued().Refused("outside-term", new ChangeCover(Start.AddDays(-1), Comprehensive));
        Issued().Refused("outside-term", new ChangeCover(Start.AddYears(1), Comprehensive));
        Issued().Refused("same-cover", new ChangeCover(Start, new(CoverKind.Partial, Euros(300))));
        Issued().Refused("negative-excess", new ChangeCover(Start, new(CoverKind.Partial, Euros(-1))));
        Issued().On(Start.AddYears(1)).Refused("expired", new ChangeCover(Start.AddYears(1), Comprehensive));
    }

    [Fact]
    public void Nothing_is_changed_on_a_cancelled_policy()
    {
        var story = Issued().Pay().Do(new CancelPolicy(Start.AddDays(20), "sold the car"));

        Assert.Contains("sold the car", story.Refused("cancelled", new ChangeCover(Start.AddDays(5), Comprehensive)), StringComparison.Ordinal);
        story.Refused("cancelled", new AddDriver(Start.AddDays(5), new("Bob", new(1990, 1, 1))));
        story.Refused("cancelled", new ChangeAddress(Start.AddDays(5), new("2", "75001", "Paris", "Île-de-France")));
    }

    [Fact]
    public void Nothing_is_changed_far_back_or_behind_the_latest_change()
    {
        Issued().Pay(3).After(60).Refused("too-far-back", new ChangeCover(Start.AddDays(29), new(CoverKind.Liability, Euros(0))));
        Issued().Do(new ChangeCover(Start.AddDays(9), Comprehensive)).Refused("before-latest-change", new ChangeCover(Start.AddDays(8), Comprehensive with { Excess = Euros(0) }));
    }

    [Fact]
    public void More_cover_does_not_hold_for_the_past_and_less_does()
    {
        var story = Issued().After(10);

        story.Refused("more-cover-for-the-past", new ChangeCover(Start.AddDays(9), Comprehensive));
        story.Do(new ChangeCover(Start.AddDays(9), new(CoverKind.Liability, Euros(300))));
    }
}
