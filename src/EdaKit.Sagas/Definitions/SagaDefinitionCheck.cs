using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Definitions;

/// <summary>
/// Compares the flows of a saga with what is recorded of them in a folder that is checked in, so that a change that running instances would notice is
/// seen in review and not at night. Call it in a test.
/// </summary>
/// <example><code>
/// SagaDefinitionCheck.Of(new TripSaga(), "sagas").Verify();
/// </code></example>
public sealed class SagaDefinitionCheck
{
    private readonly IReadOnlyList<SagaFlow> _flows;
    private readonly string _folder;

    private SagaDefinitionCheck(IReadOnlyList<SagaFlow> flows, string folder) => (_flows, _folder) = (flows, folder);

    /// <summary>Prepares a check.</summary>
    /// <typeparam name="TState">The state of an instance.</typeparam>
    /// <param name="saga">The saga.</param>
    /// <param name="folder">The folder of the recorded flows, one file for each version: <c>travel.trip.v1.txt</c>.</param>
    /// <returns>The check.</returns>
    public static SagaDefinitionCheck Of<TState>(StepSaga<TState> saga, string folder)
        where TState : StepSagaState
    {
        ArgumentNullException.ThrowIfNull(saga);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        return new(saga.Flows, folder);
    }

    /// <summary>Compares every version, those that are only recorded among them.</summary>
    /// <exception cref="SagaDefinitionException">Something differs. The message names each version, what differs, and the remedy.</exception>
    public void Verify()
    {
        var faults = _flows.Select(Compare).Concat(Forgotten()).OfType<string>().ToList();

        if (faults.Count > 0)
            throw new SagaDefinitionException(string.Join("\n", faults));
    }

    /// <summary>Records the versions that are not recorded yet. What is recorded stays as it is.</summary>
    /// <returns>The files that were written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> Record()
    {
        Directory.CreateDirectory(_folder);
        var missing = _flows.Where(flow => !File.Exists(FileOf(flow))).ToList();

        foreach (var flow in missing)
            File.WriteAllLines(FileOf(flow), RecordedFlow.LinesOf(flow));

        return [.. missing.Select(FileOf)];
    }

    private string? Compare(SagaFlow flow)
    {
        if (!File.Exists(FileOf(flow)))
            return $"'{flow.Name}' version {flow.Version} is not recorded in '{_folder}'. Call Record() once, and check its file in.";

        var recorded = RecordedFlow.Compared(File.ReadAllLines(FileOf(flow)));
        var declared = RecordedFlow.Compared(RecordedFlow.LinesOf(flow));

        if (recorded.SequenceEqual(declared))
            return null;

        var gone = recorded.Except(declared).Select(line => $"\n  - {line}");
        var come = declared.Except(recorded).Select(line => $"\n  + {line}");

        return $"'{flow.Name}' version {flow.Version} is not what was recorded of it, and instances may be running on it:{string.Concat(gone.Concat(come))}\n"
            + $"  Declare the change as version {_flows[^1].Version + 1}, and keep version {flow.Version} with EarlierFlow. Where it never ran, delete its file and call Record().";
    }

    private IEnumerable<string> Forgotten()
    {
        if (!Directory.Exists(_folder))
            return [];

        return Directory.EnumerateFiles(_folder, $"{_flows[^1].Name}.v*.txt").Select(RecordedFlow.Read)
            .Where(recorded => recorded.Name == _flows[^1].Name && _flows.All(flow => flow.Version != recorded.Version))
            .Select(recorded => $"'{recorded.Name}' version {recorded.Version} is recorded and no longer declared. "
                + $"Keep it with EarlierFlow({recorded.Version}, …), or delete its file once no instance runs on it.");
    }

    private string FileOf(SagaFlow flow) => Path.Combine(_folder, $"{flow.Name}.v{flow.Version}.txt");
}
