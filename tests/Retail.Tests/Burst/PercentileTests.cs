using Retail.Host.Burst;

namespace Retail.Tests.Burst;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(50, 10)]
    [InlineData(95, 19)]
    [InlineData(100, 20)]
    [InlineData(0, 1)]
    public void Of_is_a_value_that_was_measured(double percent, double expected) =>
        Assert.Equal(expected, Percentile.Of([.. Enumerable.Range(1, 20).Reverse().Select(value => (double)value)], percent));

    [Fact]
    public void Of_nothing_is_not_a_number() => Assert.Equal(double.NaN, Percentile.Of([], 50));
}
