using System.Text.RegularExpressions;
using EdaKit.Sagas.Timeline;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>What a flow must be, so that each instance can end well. It looks at the declaration only.</summary>
internal static partial class FlowRules
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public static IEnumerable<ConfigurationFault> Check<TState>(FlowDefinition<TState> flow, Type start, bool isCurrent)
        where TState : StepSagaState =>
    [
        .. CheckNames(flow),
        .. flow.Steps.SelectMany(step => CheckStep(flow, step)),
        .. CheckLock(flow),
        .. CheckOrder(flow),
        .. CheckAnswers(flow),
        .. CheckCorrelation(flow, isCurrent ? start : null),
    ];

    public static ConfigurationFault VersionIsWrong(string name, int version, int current) =>
        new("EDA0615", $"The saga '{name}' is declared in version '{version}' beside its current version '{current}'. "
            + "Number versions from 1, each once, give the newest to Flow and the others to EarlierFlow.");

    public static ConfigurationFault EarlierFlowIsLate(string name, int version) =>
        new("EDA0615", $"The saga '{name}' declares its earlier version '{version}' after Flow, which has looked at the versions by then. Call EarlierFlow({version}, …) before Flow.");

    public static ConfigurationFault FlowIsDeclaredTwice(string name, string second, int version) =>
        new("EDA0615", $"The saga '{name}' declares a second flow, '{second}' in version '{version}'. Call Flow once, for the newest version, and give the others to EarlierFlow, before Flow; "
            + "another saga is another class.");

    private static IEnumerable<ConfigurationFault> CheckNames<TState>(FlowDefinition<TState> flow)
        where TState : StepSagaState
    {
        if (!SagaName().IsMatch(flow.Name))
            yield return new("EDA0601", $"A saga is named '{flow.Name}'. Use lower-case words joined by hyphens, in segments joined by dots, such as 'travel.trip'.");

        if (flow.Version < 1)
            yield return VersionIsWrong(flow.Name, flow.Version, flow.Version);

        if (!flow.Steps.Any())
            yield return new("EDA0601", $"The saga '{flow.Name}' has no steps. Declare them with flow.Step(…).");

        // A group may have the name of one of its steps, as that of a step that stands alone has. No two steps may share one.
        var names = flow.Groups.SelectMany(group => group.Steps.Select(step => step.Name).Concat(group.Steps.Exists(step => step.Name == group.Name) ? [] : [group.Name])).ToList();

        foreach (var name in names.Where(name => !StepName().IsMatch(name) || FlowStates.Reserved.Contains(name)).Distinct())
            yield return new("EDA0602", $"The saga '{flow.Name}' has a step or group named '{name}'. "
                + $"Use letters, digits, hyphens and spaces, and none of '{string.Join("', '", FlowStates.Reserved)}'.");

        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
            yield return new("EDA0602", $"The saga '{flow.Name}' has '{twice.Key}' {twice.Count()} times. Give each step and group a name of its own.");
    }

    private static IEnumerable<ConfigurationFault> CheckStep<TState>(FlowDefinition<TState> flow, StepDefinition<TState> step)
        where TState : StepSagaState
    {
        var name = $"The step '{step.Name}' of the saga '{flow.Name}'";

        if (step.Command is null)
            yield return new("EDA0603", $"{name} sends no command. Call Command(…).");

        if (!step.Answers.Exists(answer => answer.Kind == AnswerKind.Success))
            yield return new("EDA0604", $"{name} has no success, so that the saga could never go on. Call Success<TAnswer>().");

        if (step.Kind == StepKind.Compensatable && !step.CanBeUndone && !step.HasNoEffect)
            yield return new("EDA0605", $"{name} cannot be undone. Call Compensate(…), or HasNoEffect() where it only asks; "
                + "what cannot be undone is a Pivot(), or after it Retriable(…).");

        if (step.CanBeUndone && (step.Kind != StepKind.Compensatable || step.HasNoEffect))
            yield return new("EDA0606", $"{name} has a compensation that would never run, since it is {(step.HasNoEffect ? "without effect" : step.Kind.ToString().ToLowerInvariant())}. "
                + "Take away one of the two calls.");

        if (step.Kind == StepKind.Pivot && step.Group!.Steps.Count > 1)
            yield return new("EDA0607", $"{name} is the pivot and runs beside '{string.Join("', '", step.Group.Steps.Where(other => other != step).Select(other => other.Name))}', "
                + "whose outcome would not be known when there is no way back. Declare it with flow.Step(…), outside of Parallel.");

        if (step.Kind == StepKind.Retriable && step.Answers.Exists(answer => answer.Kind == AnswerKind.Refusal))
            yield return new("EDA0608", $"{name} is retriable and can be refused, when nothing before it can be undone any more. Take away its Failure, or put it before the pivot.");

        if (step.Kind == StepKind.Retriable && step.Retry.Pauses.Count == 0)
            yield return new("EDA0609", $"{name} is retriable and is not tried again. Give Retriable a policy, such as StepRetry.Exponential(…).");

        if (step.Status.Length > TimelineEntry.LongestName)
            yield return new("EDA0617", $"{name} has a status of '{step.Status.Length}' characters, which a database would refuse with each message. "
                + $"Give Status a text of at most {TimelineEntry.LongestName}.");

        foreach (var (what, timeout) in new[] { ("an answer", step.Timeout), ("its compensation", step.CanBeUndone ? step.CompensationTimeout : step.Timeout) }.DistinctBy(wait => wait.Item2))
        {
            if (timeout is null)
                yield return new("EDA0610", $"{name} would wait for {what} for ever. Call Timeout(…) on the step or on the flow.");
            else if (timeout < TimeSpan.FromMilliseconds(1) || timeout > LongestWait)
                yield return new("EDA0610", $"{name} waits for {what} for '{timeout}'. Set it to 1 millisecond to 30 days.");
        }
    }

    private static IEnumerable<ConfigurationFault> CheckLock<TState>(FlowDefinition<TState> flow)
        where TState : StepSagaState
    {
        if (flow.Lock is { } wanted && (wanted.Wait < TimeSpan.Zero || wanted.Wait > LongestWait))
            yield return new("EDA0616", $"The saga '{flow.Name}' waits for its locks for '{wanted.Wait}'. Give Lock a wait of 0 to 30 days.");

        if (flow is { Taken: not null, Lock: null })
            yield return new("EDA0616", $"The saga '{flow.Name}' says what it publishes when its locks are taken, and takes none. Call Lock(…), or take WhenTaken away.");
    }

    private static IEnumerable<ConfigurationFault> CheckOrder<TState>(FlowDefinition<TState> flow)
        where TState : StepSagaState
    {
        var steps = flow.Steps.ToList();
        var pivots = steps.Where(step => step.Kind == StepKind.Pivot).Select(step => step.Name).ToList();

        if (pivots.Count > 1)
            yield return new("EDA0611", $"The saga '{flow.Name}' has the pivots '{string.Join("', '", pivots)}', and there is no way back after the first. "
                + "Keep one, and make the others compensatable before it or retriable after it.");

        foreach (var group in flow.Groups.Where(group => group.Steps.Select(step => step.Kind == StepKind.Retriable).Distinct().Count() > 1))
            yield return new("EDA0612", $"The group '{group.Name}' of the saga '{flow.Name}' has retriable steps beside others that can fail. Put the retriable ones behind them.");

        var irreversible = flow.Groups.FindIndex(group => group.Steps.Exists(step => step.Kind != StepKind.Compensatable));

        if (irreversible < 0)
            yield break;

        var first = flow.Groups[irreversible].Steps.First(step => step.Kind != StepKind.Compensatable);

        foreach (var step in flow.Groups.Skip(irreversible + 1).SelectMany(group => group.Steps)
            .Where(step => step.Kind == StepKind.Compensatable || (step.Kind == StepKind.Pivot && first.Kind == StepKind.Retriable)))
        {
            yield return new("EDA0612", $"The step '{step.Name}' of the saga '{flow.Name}' can fail, and runs after '{first.Name}', which cannot be undone. "
                + $"Put '{step.Name}' before it, or make it Retriable(…).");
        }
    }

    private static IEnumerable<ConfigurationFault> CheckAnswers<TState>(FlowDefinition<TState> flow)
        where TState : StepSagaState =>
        from step in flow.Steps
        from answer in step.Answers
        group step.Name by answer.MessageType into answered
        where answered.Count() > 1
        select new ConfigurationFault("EDA0613", $"'{MessageNames.Of(answered.Key)}' means something to the steps '{string.Join("', '", answered)}' of the saga '{flow.Name}', "
            + "which could not be told apart. Give each its own message.");

    private static IEnumerable<ConfigurationFault> CheckCorrelation<TState>(FlowDefinition<TState> flow, Type? start)
        where TState : StepSagaState
    {
        var messages = flow.Messages.Keys.Select(SagaCorrelation.Bearer).Concat(start is null ? [] : [start]).Distinct().ToList();

        foreach (var type in messages.Where(type => SagaCorrelation.Of(type, flow.Correlations) is null))
            yield return new("EDA0614", $"Nothing in '{type.Name}' says to which instance of the saga '{flow.Name}' it belongs. "
                + $"Put [BusinessKey] on a member of the contract, or call flow.Correlate<{type.Name}>(…).");

        // A key that is no Guid becomes an id together with its member's name: under another name it would be another saga.
        var keys = messages.Where(type => !flow.Correlations.ContainsKey(type)).Select(SagaCorrelation.BusinessKey)
            .Where(contract => contract is not null && SagaCorrelation.Member(contract.MessageType, contract.BusinessKeyName!)!.PropertyType != typeof(Guid))
            .GroupBy(contract => contract!.BusinessKeyName).ToList();

        if (keys.Count > 1)
            yield return new("EDA0614", $"The messages of the saga '{flow.Name}' name its instance differently: "
                + $"{string.Join(", ", keys.Select(key => $"'{key.Key}' in '{key.First()!.MessageType.Name}'"))}. Give the business key one name, or call flow.Correlate.");
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\z")]
    private static partial Regex SagaName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 -]{0,99}\z")]
    private static partial Regex StepName();
}
