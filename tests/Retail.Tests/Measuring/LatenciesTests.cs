using Retail.Host.Measuring;

namespace Retail.Tests.Measuring;

public sealed class LatenciesTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(20, 10, 19)]
    [InlineData(100, 50, 95)]
    [InlineData(101, 51, 96)]
    public void Of_times_takes_the_nearest_rank(int count, int p50, int p95)
    {
        var latencies = Latencies.Of(Enumerable.Range(1, count).Reverse().Select(i => TimeSpan.FromSeconds(i)));

        Assert.Equal(new Latencies(TimeSpan.FromSeconds(p50), TimeSpan.FromSeconds(p95)), latencies);
    }

    [Fact]
    public void Of_no_times_is_a_mistake() => Assert.Throws<ArgumentException>(() => Latencies.Of([]));
}
