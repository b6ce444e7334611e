using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>What the command line asks for.</summary>
internal sealed record SessionOptions
{
    public bool Quick { get; init; }

    public int Runs { get; init; } = 5;

    /// <summary>In place of each workload's own number.</summary>
    public int? Messages { get; init; }

    /// <summary>The subjects to run; empty for all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The workloads to run; empty for all.</summary>
    public IReadOnlyList<string> Workloads { get; init; } = [];

    public bool MainPlaceOnly { get; init; }

    /// <summary>Counts every statement; the figures of such runs are not comparable.</summary>
    public bool Explain { get; init; }

    /// <summary>Whether everything is run as the report has it.</summary>
    public bool IsWhole => !Quick && Messages is null && Subjects.Count == 0 && Workloads.Count == 0 && !MainPlaceOnly && !Explain;

    /// <summary>How often a scenario is run: what an idle process asks for does not change.</summary>
    public int RunsOf(Scenario scenario) => scenario.Workload == WorkloadKind.Idle ? 1 : Runs;

    public IEnumerable<Scenario> ChooseScenarios() => Scenario.All(Quick)
        .Where(scenario => Workloads.Count == 0 || Workloads.Contains(scenario.Name)
            || (scenario.Workload == WorkloadKind.Publish && Workloads.Contains("publish")))
        .Where(scenario => !MainPlaceOnly || scenario.IsMainPlace)
        .Select(scenario => Messages is { } messages && scenario.Messages > 0 ? scenario with { Messages = messages } : scenario);

    public IEnumerable<SubjectInfo> ChooseSubjects(Scenario scenario) => SubjectInfo.All
        .Where(subject => Subjects.Count == 0 || Subjects.Contains(subject.Name))
        .Where(subject => !Quick || Subjects.Count > 0 || subject != SubjectInfo.WolverineConfirming)
        .Where(subject => subject.CanRun(scenario));
}
