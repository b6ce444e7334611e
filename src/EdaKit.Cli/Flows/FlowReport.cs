using EdaKit.Cli.Terminal;
using EdaKit.Tracing.Explaining;

namespace EdaKit.Cli.Flows;

/// <summary>Writes an explanation: the verdict, and below it what followed from what.</summary>
internal static class FlowReport
{
    public static async Task<ExitCode> WriteAsync(FlowExplanation answer, bool isJson, CancellationToken cancellationToken)
    {
        if (isJson)
        {
            await JsonOutput.WriteAsync(answer, cancellationToken);
            return ExitCode.Done;
        }

        await WriteVerdictAsync(answer.Verdict);

        foreach (var other in answer.Problems.Where(problem => problem.Sentence != answer.Verdict.Sentence && !answer.Verdict.Sentence.EndsWith(problem.Sentence, StringComparison.Ordinal)))
            await WriteVerdictAsync(other);

        if (answer.Flows.Count > 0)
            await Console.Out.WriteLineAsync();

        foreach (var line in FlowText.Lines(answer))
            await Console.Out.WriteLineAsync(Printable.Line(line));

        if (answer.BrokerError is { } unasked)
            await Console.Error.WriteLineAsync($"{Printable.Line(unasked)} This is the answer without it.");

        if (answer.IsCut)
            await Console.Error.WriteLineAsync("There is more than was read, so that the verdict may be wrong. Name the kind of key, as in: edakit why order 536365.");

        return ExitCode.Done;
    }

    private static Task WriteVerdictAsync(FlowVerdict verdict) => Console.Out.WriteLineAsync($"{verdict.Code}: {Printable.Joined(verdict.Sentence)}");
}
