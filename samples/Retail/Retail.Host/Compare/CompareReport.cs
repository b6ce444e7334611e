using Retail.Host.Compare.Availability;
using Retail.Host.Compare.Outage;
using Spectre.Console;

namespace Retail.Host.Compare;

/// <summary>Shows a comparison to the person at the console.</summary>
internal static class CompareReport
{
    public static void Print(Comparison comparison, IAnsiConsole console)
    {
        PrintResponseTimes(comparison, console);
        PrintAvailability(comparison.Availability, console);
        PrintOutage(comparison, console);
        PrintSummary(comparison, console);
    }

    private static void PrintResponseTimes(Comparison comparison, IAnsiConsole console)
    {
        var (times, capture) = (comparison.ResponseTimes, comparison.Capture);
        var table = Columns("1. Response time of PUT /orders", "before", "after", "ratio");
        table.AddRow("p50", Milliseconds(times.Before.P50), Milliseconds(times.After.P50), $"{times.Ratio:0.0}");
        table.AddRow(
            "p95", Milliseconds(times.Before.P95), Milliseconds(times.After.P95), $"{times.Before.P95 / times.After.P95:0.0}");
        console.Write(table);

        var (own, calls) = (CaseTimes.Api.TotalMilliseconds, CaseTimes.Calls.TotalMilliseconds);
        var (with, without, cost) = (capture.WithEvent.P50, capture.WithoutEvent.P50, capture.Median);
        console.WriteLine($"""
            {comparison.Scale.Timed:N0} orders at each shop, in turns. In both, the API works {own:0} ms on an order itself; the before
            also waits for five calls that take {calls:0} ms together.
            The ratio follows from these chosen times: {own + calls:0} / {own:0} = {(own + calls) / own:0.#}.
            What is measured is what HTTP, storage and outbox add to them.
            Storing an order takes {Fine(with)} with its event and {Fine(without)} without: capture itself costs {Fine(cost)}
            (medians of {comparison.Scale.CapturePairs:N0} pairs stored in turns, no working time).
            """);
    }

    private static void PrintAvailability(AvailabilityResult result, IAnsiConsole console)
    {
        var (before, after) = (result.Before, result.After);
        var table = Columns("2. Availability, in virtual time", "before", "after");
        table.AddRow("Orders taken", Count(before.Taken), Count(after.Taken));
        table.AddRow("Refused, nothing was done for them", Count(before.Refused), Count(after.Refused));
        table.AddRow("Cancelled, which nobody wanted", Count(before.Cancelled), Count(after.Cancelled));
        table.AddRow("Lost", Count(before.Lost), Count(after.Lost));
        table.AddRow("Delayed", Count(before.Delayed), Count(after.Delayed));
        table.AddRow("Retries needed", Count(before.Retries), Count(after.Retries));
        table.AddRow("Availability", Percent(before.Availability), Percent(after.Availability));
        table.AddRow("In theory", Percent(result.ExpectedBefore), Percent(result.ExpectedAfter));
        console.Write(table);

        var (calls, works, alone) = (1 / result.FailureRate, 1 - result.FailureRate, result.ServicesAlone * 100);
        console.WriteLine($"""
            {result.Trials:N0} simulated orders at each shop. Each of the five services, and the API's own store, fails
            1 call in {calls:N0}.
            The before needs all six at the same moment, the after only the store: what a service fails at is tried again.
            The case says 99.95 % -> 99.99 %: it counts the five services without the API's own store, {works:0.0000}^5 = {alone:0.00} %.
            """);
        Verdict(console, result.AgreesWithTheory, "The trials agree with the theory.", "THE TRIALS DO NOT AGREE WITH THE THEORY.");
    }

    private static void PrintOutage(Comparison comparison, IAnsiConsole console)
    {
        var (scale, before, after) = (comparison.Scale, comparison.OutageBefore, comparison.OutageAfter);
        var table = Columns($"3. Billing down for {(scale.UpAt - scale.DownAt).TotalSeconds:0.#} s", "before", "after");
        table.AddRow("Orders sent", Count(before.Sent), Count(after.Sent));
        table.AddRow("Taken", Count(before.Taken), Count(after.Taken));
        table.AddRow("Refused, nothing was done for them", Count(before.Refused), Count(after.Refused));
        table.AddRow("Cancelled, which nobody wanted", Count(before.Cancelled), Count(after.Cancelled));
        table.AddRow("Left half done", Count(before.HalfDone), Count(after.HalfDone));
        table.AddRow("Lost: taken, and no invoice", Count(before.Lost), Count(after.Lost));
        table.AddRow(
            $"Delayed: invoice after more than {OutageTally.OnTime.TotalSeconds:0} s", Count(before.Delayed), Count(after.Delayed));
        table.AddRow("Longest from order to invoice", Seconds(before.LongestDelay), Seconds(after.LongestDelay));
        console.Write(table);

        console.WriteLine($"{scale.Rate} orders a second for {scale.Length.TotalSeconds:0} s, billing down from second "
            + $"{scale.DownAt.TotalSeconds:0.#} to {scale.UpAt.TotalSeconds:0.#}; counted from the books when everything had settled.");
        Verdict(console, after.Lost == 0, "The after lost nothing.", "THE AFTER LOST ORDERS.");
    }

    private static void PrintSummary(Comparison comparison, IAnsiConsole console)
    {
        var (times, trials) = (comparison.ResponseTimes, comparison.Availability);
        var (before, after) = (comparison.OutageBefore, comparison.OutageAfter);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Summary", "the case", "measured here");
        table.AddRow(
            "Response time", "300 ms -> 60 ms, divided by 5",
            $"{Milliseconds(times.Before.P50)} -> {Milliseconds(times.After.P50)}, divided by {times.Ratio:0.0}");
        table.AddRow(
            "Availability", "99.95 % -> 99.99 %",
            $"{Percent(trials.Before.Availability)} -> {Percent(trials.After.Availability)}, simulated");
        table.AddRow(
            "A service is down", "orders are cancelled -> they wait",
            $"{before.Cancelled:N0} of {before.Sent:N0} cancelled -> {after.Cancelled:N0}; {after.Delayed:N0} waited, "
                + $"the longest {Seconds(after.LongestDelay)}");
        table.AddRow("A service is down", "nothing is lost", $"{after.Lost:N0} of {after.Taken:N0} lost");
        console.Write(table);
    }

    private static Table Columns(string title, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(title);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static void Verdict(IAnsiConsole console, bool good, string yes, string no) =>
        console.WriteLine(good ? yes : no, good ? Color.Green : Color.Red);

    private static string Count(int count) => $"{count:N0}";

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0} ms";

    private static string Fine(TimeSpan time) => $"{time.TotalMilliseconds:0.00} ms";

    private static string Seconds(TimeSpan? time) => time is { } known ? $"{known.TotalSeconds:0.0} s" : "-";

    private static string Percent(double share) => $"{share * 100:0.000} %";
}
