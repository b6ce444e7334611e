using Retail.Host.Compare.Availability;

namespace Retail.Tests.Compare;

public sealed class AvailabilityTrialsTests
{
    [Theory]
    [InlineData(1, 0.0001)]
    [InlineData(2, 0.0001)]
    [InlineData(3, 0.01)]
    [InlineData(4, 0.2)]
    public void Run_agrees_with_the_closed_form(int seed, double failureRate)
    {
        const int Trials = 1_000_000;

        var result = AvailabilityTrials.Run(Trials, failureRate, seed);

        Assert.True(result.AgreesWithTheory, $"{result.Before.Availability} and {result.After.Availability}");
        AssertNear(Math.Pow(1 - failureRate, 6), result.Before.Availability, Trials);
        AssertNear(1 - failureRate, result.After.Availability, Trials);

        // A taken order of the after is late unless all five deliveries arrive at the first attempt.
        AssertNear(1 - Math.Pow(1 - failureRate, 5), (double)result.After.Delayed / result.After.Taken, result.After.Taken);

        // Nothing had been done where the store or the first service failed; later, something had.
        AssertNear(1 - Math.Pow(1 - failureRate, 2), (double)result.Before.Refused / Trials, Trials);
    }

    [Fact]
    public void Run_of_the_case_has_the_availability_of_the_case()
    {
        var result = AvailabilityTrials.Run(1, 0.0001, seed: 1);

        Assert.Equal(0.99940, result.ExpectedBefore, precision: 5);
        Assert.Equal(0.99990, result.ExpectedAfter, precision: 5);
        Assert.Equal(0.9995, result.ServicesAlone, precision: 4);
    }

    [Fact]
    public void Run_counts_every_order_once()
    {
        var result = AvailabilityTrials.Run(10_000, 0.3, seed: 1);

        Assert.Equal(10_000, result.Before.Trials);
        Assert.Equal(10_000, result.After.Trials);
        Assert.Equal(0, result.After.Cancelled);
        Assert.True(result.After.Retries > result.After.Delayed);
    }

    [Fact]
    public void Run_with_the_same_seed_gives_the_same_result()
    {
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));

        static (int, int, int) Run(int seed)
        {
            var result = AvailabilityTrials.Run(10_000, 0.1, seed);
            return (result.Before.Taken, result.After.Taken, result.After.Retries);
        }
    }

    [Fact]
    public void Run_without_failures_takes_every_order()
    {
        var result = AvailabilityTrials.Run(100, 0, seed: 1);

        Assert.Equal((100, 100, 0), (result.Before.Taken, result.After.Taken, result.After.Delayed));
        Assert.True(result.AgreesWithTheory);
    }

    [Fact]
    public void Run_with_a_service_that_hardly_ever_works_loses_orders_after_the_last_attempt()
    {
        var result = AvailabilityTrials.Run(10_000, 0.99, seed: 1);

        Assert.InRange(result.After.Lost, 1, 200);
        Assert.Equal(10_000, result.After.Trials);
    }

    [Fact]
    public void AgreesWithTheory_of_other_figures_is_false()
    {
        var honest = AvailabilityTrials.Run(1_000_000, 0.0001, seed: 1);
        var (before, after) = (honest.Before, honest.After);

        Assert.False((honest with { Before = after }).AgreesWithTheory);
        Assert.False((honest with { After = before }).AgreesWithTheory);
    }

    private static void AssertNear(double expected, double found, int trials)
    {
        var deviation = Math.Sqrt(expected * (1 - expected) / trials);
        Assert.InRange(found, expected - (3 * deviation), expected + (3 * deviation));
    }
}
