using EdaKit.Benchmarks.Figures;
using EdaKit.Benchmarks.Workloads;
using EdaKit.Tracing.Explaining;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EdaKit.Benchmarks.Journal;

/// <summary>How long it takes to say why, and each of its questions to the journal.</summary>
internal sealed class WhyRun(string database, int orders)
{
    private const int Asked = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddDbContext<JournalDb>(options => options.UseNpgsql(database)).AddFlowSource<JournalDb>().AddOutboxOperations<JournalDb>().BuildServiceProvider();
        var source = services.GetRequiredService<IFlowSource<JournalDb>>();
        var explainer = services.GetRequiredService<IFlowExplainer<JournalDb>>();
        var (find, read, learn, whole) = (new Times(), new Times(), new Times(), new Times());
        var random = new Random(7);

        // The first questions pay for connections and plans.
        for (var round = -3; round < Asked; round++)
        {
            var key = $"{random.Next(orders)}";
            var (f, r, l, w) = round < 0 ? (new Times(), new Times(), new Times(), new Times()) : (find, read, learn, whole);

            var flows = await f.TakeAsync(() => source.FindFlowsAsync(key, "order", 100, cancellationToken));
            await r.TakeAsync(() => source.ReadFlowsAsync([.. flows], 10_000, cancellationToken));
            await l.TakeAsync(() => source.ReadNewestAsync(10_000, cancellationToken));
            var answer = await w.TakeAsync(() => explainer.WhyNotAsync(key, "MailSent", "order", cancellationToken));

            if (answer.Verdict.Code != FlowVerdictCode.Happened)
                throw new RunFailedException($"'{key}' is {answer.Verdict.Code}: {answer.Verdict.Sentence}");
        }

        var table = new Table().Title($"{Asked} orders, milliseconds").AddColumns("", "median", "p99", "longest");
        foreach (var (name, times) in new[] { ("find the flows of a key", find), ("read a flow", read), ("read the newest 10,000 entries, to learn from", learn), ("why-not, whole", whole) })
            table.AddRow(name, $"{times.Median:N1}", $"{times.P99:N1}", $"{times.Longest:N1}");

        AnsiConsole.Write(table);
    }
}
