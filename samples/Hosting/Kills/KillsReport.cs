using Spectre.Console;

namespace Samples.Hosting.Kills;

/// <summary>What the run has shown.</summary>
/// <param name="Audits">What the books say, by the kind of work.</param>
/// <param name="Kills">How often each service was killed.</param>
/// <param name="Left">How much was left and seemed stuck at the end. A message that stays in an outbox is in no book, so no audit has it.</param>
/// <param name="Took">How long the run took.</param>
internal sealed record KillsReport(IReadOnlyList<Audit> Audits, IReadOnlyDictionary<string, int> Kills, int Left, TimeSpan Took)
{
    public bool IsRight => Left == 0 && Audits.All(audit => audit.Faults.All(fault => fault.Number == 0));

    public void Print(IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn("");
        foreach (var audit in Audits)
            table.AddColumn(new TableColumn(audit.Title).RightAligned());

        var columns = Audits.Select(audit => audit.Counts.Concat(audit.Faults).ToList()).ToList();
        for (var row = 0; row < columns[0].Count; row++)
            table.AddRow([columns[0][row].What, .. columns.Select(column => $"{column[row].Number:N0}")]);

        console.Write(table);
        console.WriteLine($"{Kills.Values.Sum()} kills ({string.Join(", ", Kills.OrderBy(kill => kill.Key).Select(kill => $"{kill.Key} {kill.Value}"))}), {Took.TotalSeconds:0} s.");
        if (Left > 0)
            console.WriteLine($"{Left:N0} left: work that has not ended, and messages that no outbox has sent.", Color.Red);
        console.WriteLine(IsRight ? "All of it has ended, and the books balance." : "NOT ALL OF IT HAS ENDED WELL.", IsRight ? Color.Green : Color.Red);
    }
}
