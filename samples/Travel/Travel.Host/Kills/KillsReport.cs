using Spectre.Console;

namespace Travel.Host.Kills;

/// <summary>What the run has shown.</summary>
internal sealed record KillsReport(IReadOnlyList<TripCounts> Styles, IReadOnlyDictionary<string, int> Kills, TimeSpan Took)
{
    public bool IsRight => Styles.Count == 2 && Styles.All(style => style.IsRight);

    public void Print(IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn("");
        foreach (var style in Styles)
            table.AddColumn(new TableColumn(style.Style.ToString().ToLowerInvariant()).RightAligned());

        Row("trips", counts => counts.Trips);
        Row("booked", counts => counts.Completed);
        Row("cancelled", counts => counts.Compensated);
        Row("without an end", counts => counts.WithoutEnd);
        Row("bookings of trips that are not booked", counts => counts.OrphanBookings);
        Row("booked twice", counts => counts.DoubleBookings);
        Row("charged twice", counts => counts.DoubleCharges);
        Row("charged and not booked", counts => counts.ChargedInVain);
        Row("booked and not complete", counts => counts.Incomplete);
        console.Write(table);
        console.WriteLine($"{Kills.Values.Sum()} kills ({string.Join(", ", Kills.OrderBy(kill => kill.Key).Select(kill => $"{kill.Key} {kill.Value}"))}), {Took.TotalSeconds:0} s.");
        console.WriteLine(IsRight ? "Every trip has ended, and the books balance." : "NOT EVERY TRIP HAS ENDED WELL.", IsRight ? Color.Green : Color.Red);

        void Row(string what, Func<TripCounts, int> count) => table.AddRow([what, .. Styles.Select(style => $"{count(style):N0}")]);
    }
}
