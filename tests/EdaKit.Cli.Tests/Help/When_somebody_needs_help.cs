using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Help;

/// <summary>What scripts and habits are built on: names, options and defaults are approved text.</summary>
public sealed class When_somebody_needs_help
{
    [Fact]
    public async Task Should_show_the_approved_texts()
    {
        var shown = new List<string>();

        foreach (var command in new[] { "", "outbox", "outbox count", "outbox list", "outbox show", "outbox retry", "outbox discard", "outbox purge",
                     "contracts", "contracts check", "contracts update", "contracts diff", "contracts compare", "contracts publish",
                     "saga", "saga list", "saga show", "saga locks", "saga resume", "saga check", "flow", "flow check", "flow draw", "why", "why-not" })
            shown.Add($"$ edakit {command}".TrimEnd() + " --help\n" + (await Edakit.RunAsync(null, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Ended(0).Output.Trim());

        var received = string.Join("\n\n", shown.Select(text => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())))) + "\n";
        using var reader = new StreamReader(GetType().Assembly.GetManifestResourceStream("Help.approved.txt")!);
        var approved = await reader.ReadToEndAsync();

        if (received != approved)
            await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Help.received.txt"), received);

        Assert.Equal(approved, received);
    }

    [Theory]
    [InlineData("", 2, "Usage:")]
    [InlineData("outbox", 2, "Usage:")]
    [InlineData("contracts", 2, "Usage:")]
    [InlineData("saga", 2, "Usage:")]
    [InlineData("saga list --parked --ended", 2, "has not ended")]
    [InlineData("saga list --limit 0", 2, "1 to 10000")]
    [InlineData("saga locks --limit 0", 2, "1 to 10000")]
    [InlineData("saga check", 2, "--definitions")]
    [InlineData("flow", 2, "Usage:")]
    [InlineData("flow check", 2, "nothing to put together")]
    [InlineData("why", 2, "argument missing")]
    [InlineData("why-not 17", 2, "argument missing")]
    [InlineData("saga show 17", 2, "17")]
    [InlineData("saga resume 3fa85f64-5717-4562-b3fc-2c963f66afa6 --action retry --reason mended", 2, "--step")]
    [InlineData("saga resume 3fa85f64-5717-4562-b3fc-2c963f66afa6 --step Hotel --action again --reason mended", 2, "'again'")]
    [InlineData("saga resume 3fa85f64-5717-4562-b3fc-2c963f66afa6 --step Hotel --action retry", 2, "--reason TEXT")]
    [InlineData("saga resume 3fa85f64-5717-4562-b3fc-2c963f66afa6 --step Hotel --action skip --reason mended", 2, "add --yes")]
    [InlineData("contracts check --mode SIDEWAYS", 2, "'SIDEWAYS' is no mode. Use NONE, BACKWARD")]
    [InlineData("contracts compare a.json", 2, "argument missing")]
    [InlineData("outbox retyr", 2, "retry")]
    [InlineData("outbox list --limit 0", 2, "1 to 500")]
    [InlineData("outbox list --output xml", 2, "xml")]
    [InlineData("outbox list --waiting --held", 2, "one of the two")]
    [InlineData("outbox list --after yesterday", 2, "'yesterday' is not a record's id")]
    [InlineData("outbox show 17", 2, "'17' is not a record's id")]
    [InlineData("outbox show", 2, "argument missing")]
    [InlineData("outbox retry", 2, "Which records?")]
    [InlineData("outbox retry --all 3fa85f64-5717-4562-b3fc-2c963f66afa6", 2, "One of the two")]
    [InlineData("outbox retry 3fa85f64-5717-4562-b3fc-2c963f66afa6 --lane a", 2, "go with --all")]
    [InlineData("outbox purge --reason old --yes", 2, "--older-than")]
    [InlineData("outbox purge --reason old --yes --older-than 30", 2, "is no age")]
    public async Task Should_say_what_is_wrong_with_a_command(string command, int exitCode, string part)
    {
        var answer = (await Edakit.RunAsync("Data Source=never-opened.db", command.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Ended(exitCode);

        Assert.Contains(part, answer.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(answer.Output);
    }
}
