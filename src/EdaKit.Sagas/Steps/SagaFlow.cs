using System.Security.Cryptography;
using System.Text;
using EdaKit.Sagas.Timeline;

namespace EdaKit.Sagas.Steps;

/// <summary>One version of a saga's flow, described for people and tools: for diagrams, pages and the check before a deployment. Immutable.</summary>
/// <param name="Name">The saga's name.</param>
/// <param name="Version">The flow's version.</param>
/// <param name="Start">The message that begins an instance.</param>
/// <param name="Groups">The steps, in the order in which they run.</param>
public sealed record SagaFlow(string Name, int Version, string Start, IReadOnlyList<SagaGroup> Groups)
{
    /// <summary>Whether an instance takes semantic locks before its first step.</summary>
    public bool IsLocking { get; init; }

    /// <summary>How long it waits for them; zero: not at all.</summary>
    public TimeSpan LockWait { get; init; }

    /// <summary>The steps of all groups.</summary>
    public IEnumerable<SagaStep> Steps => Groups.SelectMany(group => group.Steps);

    /// <summary>The names of the states in which an instance of this version can be, in the order of the flow.</summary>
    public IReadOnlyList<string> States =>
    [
        .. LockWait > TimeSpan.Zero ? [FlowStates.Locking] : Array.Empty<string>(),
        .. Groups.Select(group => group.Name),
        .. Steps.Where(step => step.Compensation is not null).Select(step => FlowStates.UndoOf(step.Name)).Reverse(),
        FlowStates.Parked, FlowStates.Compensated, FlowStates.Completed,
    ];

    /// <summary>
    /// What an instance that runs depends on, line by line: the steps, their kinds, their messages and their order. Timeouts, retries, statuses and the versions
    /// of messages are not among it, since they may change under a running instance: an older message is brought to the version that is read.
    /// </summary>
    /// <returns>The lines, in a form that is the same in each process.</returns>
    public IReadOnlyList<string> Describe() =>
    [
        $"{Name} v{Version}",
        $"start {MessageNames.WithoutVersions(Start)}",
        .. IsLocking ? [LockWait > TimeSpan.Zero ? "locks, and waits for it" : "locks"] : Array.Empty<string>(),
        .. Groups.SelectMany(group => group.Steps.Select(step => Describe(group, step))),
    ];

    /// <summary>A fingerprint of <see cref="Describe()"/>.</summary>
    /// <returns>16 hexadecimal digits of its SHA-256.</returns>
    public string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Describe()))).AsSpan(0, 8));

    internal static SagaFlow Of<TState>(FlowDefinition<TState> flow, Type start)
        where TState : StepSagaState =>
        new(flow.Name, flow.Version, MessageNames.WithVersion(start), [.. flow.Groups.Select(group => new SagaGroup(group.Name, [.. group.Steps.Select(SagaStep.Of)]))])
        {
            IsLocking = flow.Lock is not null,
            LockWait = flow.Lock?.Wait ?? TimeSpan.Zero,
        };

    private static string Describe(SagaGroup group, SagaStep step)
    {
        var line = new StringBuilder();
        line.Append($"{(group.Steps.Count > 1 || group.Name != step.Name ? $"{group.Name} / " : "")}{step.Name}: {step.Kind}");

        if (step.IsConditional)
            line.Append(", conditional");

        if (step.HasNoEffect)
            line.Append(", no effect");

        line.Append($"; {step.Command} -> {string.Join(" | ", step.Successes.Concat(step.Failures.Select(failure => $"refused by {failure}")))}");

        if (step.Compensation is not null)
            line.Append($"; undone by {step.Compensation} -> {step.Undone}");

        return MessageNames.WithoutVersions(line.ToString());
    }
}
