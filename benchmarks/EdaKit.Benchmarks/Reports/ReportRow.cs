using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Benchmarks.Workloads;

namespace EdaKit.Benchmarks.Reports;

/// <summary>All runs of one subject in one scenario.</summary>
internal sealed record ReportRow
{
    public required string Workload { get; init; }

    public required WorkloadKind Kind { get; init; }

    public required StoreKind Store { get; init; }

    public required TransportKind Transport { get; init; }

    public required string Subject { get; init; }

    public required string Title { get; init; }

    public required int Messages { get; init; }

    public required IReadOnlyList<RunResult> Runs { get; init; }

    /// <summary>Why the subject was not run at all; null where it was.</summary>
    public string? NotRun { get; init; }

    public static ReportRow Of(Scenario scenario, SubjectInfo subject, IReadOnlyList<RunResult> runs, string? notRun) => new()
    {
        Workload = scenario.Name,
        Kind = scenario.Workload,
        Store = scenario.Store,
        Transport = scenario.Transport,
        Subject = subject.Name,
        Title = subject.Title,
        Messages = scenario.Messages / subject.Slowness,
        Runs = runs,
        NotRun = notRun,
    };

    /// <summary>The runs that count.</summary>
    public IEnumerable<RunResult> Counted() => Runs.Where(run => run.Failure is null);

    /// <summary>The median of one figure over the runs that count.</summary>
    public double? Median(Func<RunResult, double?> figure)
    {
        var sorted = Values(figure);
        var middle = sorted.Count / 2;

        return sorted.Count == 0 ? null : sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>One figure of every run that counts, ascending.</summary>
    public List<double> Values(Func<RunResult, double?> figure) => [.. Counted().Select(figure).OfType<double>().Order()];

    /// <summary>
    /// This subject's figure divided by another's, ascending, for each turn that counts for both. They ran one after the other in it, so that what else the machine did is in
    /// both; a quotient of two medians compares turns that had nothing to do with each other.
    /// </summary>
    public List<double> RatiosTo(ReportRow other) =>
        [.. Runs.Zip(other.Runs).Where(turn => turn is { First.Failure: null, Second.Failure: null }).Select(turn => Main(turn.First) / Main(turn.Second)).OfType<double>().Order()];

    /// <summary>Whether two rows measure the same.</summary>
    public bool IsSameScenario(ReportRow other) => (Workload, Store, Transport) == (other.Workload, other.Store, other.Transport);

    /// <summary>Whether it is of this scenario, and of its size.</summary>
    public bool IsOf(Scenario scenario) => (Workload, Store, Transport) == (scenario.Name, scenario.Store, scenario.Transport)
        && SubjectInfo.All.Any(subject => subject.Name == Subject && Messages == scenario.Messages / subject.Slowness);

    /// <summary>The figure by which subjects are compared; for latency and idle, less is better.</summary>
    public double? Main() => Median(Main);

    private double? Main(RunResult run) => Kind switch
    {
        WorkloadKind.Latency => run.WholeP50,
        WorkloadKind.Idle => run.StatementsPerSecond,
        _ => run.MessagesPerSecond,
    };
}
