using System.Globalization;
using Retail.Loyalty;

namespace Retail.Tests.Loyalty;

public sealed class PointsRuleTests
{
    [Theory]
    [InlineData("0.001", 0)]
    [InlineData("0.99", 0)]
    [InlineData("1.00", 1)]
    [InlineData("69.50", 69)]
    [InlineData("168469.60", 168_469)]
    public void For_pounds_counts_the_full_ones(string pounds, int points) =>
        Assert.Equal(points, PointsRule.For(decimal.Parse(pounds, CultureInfo.InvariantCulture)));
}
