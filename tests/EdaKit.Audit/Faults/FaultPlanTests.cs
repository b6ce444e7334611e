namespace EdaKit.Audit.Faults;

public sealed class FaultPlanTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Of_the_same_seed_is_the_same_plan_and_of_another_another()
    {
        Assert.Equal(PlanOf(seed: 7, minutes: 10), PlanOf(seed: 7, minutes: 10));
        Assert.NotEqual(PlanOf(seed: 7, minutes: 10), PlanOf(seed: 8, minutes: 10));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(10, 6)]
    public void Of_any_time_holds_every_kind_as_often_as_there_are_rounds(double minutes, int rounds)
    {
        var plan = PlanOf(seed: 1, minutes);

        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.Equal(rounds, plan.Count(fault => fault.Kind == kind)));
        Assert.True(plan.Zip(plan.Skip(1), (one, next) => one.At <= next.At).All(inOrder => inOrder));
        Assert.All(plan, fault => Assert.InRange(fault.Worker, 0, 2));
    }

    [Fact]
    public void Of_any_seed_sets_clocks_back_while_the_broker_is_away()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var plan = PlanOf(seed, minutes: 10);
            var away = plan.Where(fault => fault.Kind == FaultKind.BrokerAway).ToList();

            Assert.All(plan.Where(fault => fault.Kind == FaultKind.ClockBack), back => Assert.Contains(away, fault => back.At == fault.At + 4 * Second));
        }
    }

    private static IReadOnlyList<Fault> PlanOf(int seed, double minutes) =>
        FaultPlan.Of(seed, 2 * Second, TimeSpan.FromMinutes(minutes), workers: 3, gap: 4 * Second);
}
