using Samples.Hosting.Kills;
using Spectre.Console;

namespace Travel.Tests.Kills;

public sealed class KillsReportTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    [InlineData(0, 1, false)]
    public void IsRight_takes_that_nothing_is_left_and_no_fault_is_found(int left, int faults, bool right)
    {
        var report = Report(left, faults);

        Assert.Equal(right, report.IsRight);
        Assert.Contains(right ? "All of it has ended, and the books balance." : "NOT ALL OF IT HAS ENDED WELL.", Printed(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Print_says_how_much_is_left()
    {
        Assert.Contains("3 left: ", Printed(Report(left: 3, faults: 0)), StringComparison.Ordinal);
        Assert.DoesNotContain("left", Printed(Report(left: 0, faults: 0)), StringComparison.Ordinal);
    }

    private static KillsReport Report(int left, int faults) => new(
        [new Audit("orchestrated", [new Count("trips", 20)], [new Count("charged twice", faults)])],
        new Dictionary<string, int> { ["flights"] = 2 },
        left,
        TimeSpan.FromSeconds(30));

    private static string Printed(KillsReport report)
    {
        var text = new StringWriter();
        report.Print(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }));
        return text.ToString();
    }
}
