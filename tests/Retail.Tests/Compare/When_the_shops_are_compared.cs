using System.Globalization;
using Retail.Tests.Replay;

namespace Retail.Tests.Compare;

public sealed class When_the_shops_are_compared
{
    [Fact]
    public async Task Should_show_every_part_and_lose_nothing()
    {
        var (exitCode, output) = await RetailHostProcess.Run(["compare", "--quick"], TestContext.Current.CancellationToken);

        AssertContains(output, "1. Response time of PUT /orders");
        AssertContains(output, "capture itself costs");
        AssertContains(output, "2. Availability, in virtual time");
        AssertContains(output, "99.940 %   99.990 %");
        AssertContains(output, "The trials agree with the theory.");
        AssertContains(output, "3. Billing down for 1.5 s");
        AssertContains(output, "The after lost nothing.");
        AssertContains(output, "Summary");

        var outage = output[output.IndexOf("3. Billing down", StringComparison.Ordinal)..];
        var sent = Row(outage, "Orders sent");
        var taken = Row(outage, "Taken");
        Assert.Equal((30, 30), sent);
        Assert.Equal(sent.After, taken.After);
        Assert.True(taken.Before < sent.Before, output);
        Assert.True(Row(outage, "Cancelled, which nobody wanted") is { Before: > 0, After: 0 }, output);
        Assert.Equal((0, 0), Row(outage, "Lost: taken, and no invoice"));
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("'many'", "--seed", "many")]
    [InlineData("'--frobnicate'", "--frobnicate")]
    public async Task Should_say_what_cannot_be_read(string message, params string[] args)
    {
        var (exitCode, output) = await RetailHostProcess.Run(["compare", .. args], TestContext.Current.CancellationToken);

        AssertContains(output, message);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    private static (int Before, int After) Row(string table, string name)
    {
        var row = table.Split('\n').First(line => line.TrimStart().StartsWith(name, StringComparison.Ordinal));
        var numbers = row[(row.IndexOf(name, StringComparison.Ordinal) + name.Length)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    // The whole output is worth seeing when a line of it is missing.
    private static void AssertContains(string output, string expected) =>
        Assert.True(output.Contains(expected, StringComparison.Ordinal), $"'{expected}' is not in:\n{output}");
}
