using Retail.Host.Burst;

namespace Retail.Tests.Burst;

public sealed class BurstProfileTests
{
    private static readonly BurstProfile Profile = new(
        NormalRate: 2, BurstRate: 20, Before: TimeSpan.FromSeconds(10), Burst: TimeSpan.FromSeconds(5), BillingWork: TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 10)]
    [InlineData(10, 20)]
    [InlineData(12, 60)]
    [InlineData(15, 120)]
    [InlineData(20, 130)]
    public void OrdersDueAt_follows_the_rates(int seconds, int orders) =>
        Assert.Equal(orders, Profile.OrdersDueAt(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void DueAt_is_when_OrdersDueAt_counts_it() => Assert.All(Enumerable.Range(0, 150), order =>
    {
        var moment = TimeSpan.FromMilliseconds(1);
        var dueAt = Profile.DueAt(order);

        Assert.Equal(order, Profile.OrdersDueAt(dueAt - moment));
        Assert.Equal(order + 1, Profile.OrdersDueAt(dueAt + moment));
    });

    [Theory]
    [InlineData(9, "Before")]
    [InlineData(10, "Burst")]
    [InlineData(14, "Burst")]
    [InlineData(15, "After")]
    public void PhaseAt_knows_the_parts_of_the_day(int seconds, string phase) =>
        Assert.Equal(phase, Profile.PhaseAt(TimeSpan.FromSeconds(seconds)).ToString());

    [Fact]
    public void Profiles_are_a_burst_of_ten_times_that_one_billing_process_cannot_follow_and_two_can_drain() =>
        Assert.All((BurstProfile[])[BurstProfile.Full, BurstProfile.Quick], profile =>
        {
            var capacity = 1 / profile.BillingWork.TotalSeconds;
            Assert.Equal(10, profile.BurstRate / profile.NormalRate);
            Assert.InRange(capacity, profile.NormalRate * 1.5, profile.BurstRate / 2);
        });
}
