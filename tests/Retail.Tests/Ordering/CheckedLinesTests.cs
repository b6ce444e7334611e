using Retail.Ordering.Lines;

namespace Retail.Tests.Ordering;

public sealed class CheckedLinesTests
{
    [Fact]
    public void Of_positive_quantity_and_price_is_accepted()
    {
        var lines = CheckedLines.Of("1", [Line(1, 0.01m)]);

        Assert.Empty(lines.Rejected);
        Assert.Equal(1, Assert.Single(lines.Accepted).Number);
    }

    [Theory]
    [InlineData(0, "1.00", "QuantityNotPositive")]
    [InlineData(-3, "1.00", "QuantityNotPositive")]
    [InlineData(-3, "0", "QuantityNotPositive")]
    [InlineData(3, "0", "PriceNotPositive")]
    [InlineData(3, "-1.00", "PriceNotPositive")]
    public void Of_line_that_breaks_a_rule_is_rejected_with_the_reason(int quantity, string price, string reason)
    {
        var lines = CheckedLines.Of("1", [Line(quantity, decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))]);

        Assert.Empty(lines.Accepted);
        Assert.Equal(reason, Assert.Single(lines.Rejected).Reason.ToString());
    }

    [Fact]
    public void Of_mixed_lines_keep_the_numbers_they_were_sent_with()
    {
        var lines = CheckedLines.Of("1", [Line(1, 1), Line(0, 1), Line(1, 1), Line(1, 0), Line(1, 1)]);

        Assert.Equal([1, 3, 5], lines.Accepted.Select(line => line.Number));
        Assert.Equal([2, 4], lines.Rejected.Select(line => line.LineNumber));
    }

    private static RequestedLine Line(int quantity, decimal price) => new("LAMP", "Desk lamp", quantity, price);
}
