using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using MassTransit;
using MassTransit.Events;

namespace EdaKit.Testing.Exploration;

/// <summary>Everything that can happen next in a world.</summary>
internal sealed class Moves<TState>(MachineDriver<TState> driver, IReadOnlyList<ParticipantBuilder> participants, ExplorationBudget budget)
    where TState : class, SagaStateMachineInstance, new()
{
    public async IAsyncEnumerable<(string Label, World World)> AfterAsync(World world)
    {
        foreach (var message in world.Messages.DistinctBy(message => message.Key))
        {
            var rest = world with { Messages = world.Messages.Remove(message) };
            var owner = participants.FirstOrDefault(participant => participant.Rules.ContainsKey(message.Type));

            if (owner is not null)
            {
                foreach (var move in ByParticipant(rest, message, owner))
                    yield return move;
            }
            else if (driver.Handles(message.Type))
            {
                yield return await ToSagaAsync(rest, message);
            }
            else
            {
                // Somebody else listens, or nobody: for the saga it makes no difference.
                yield return ($"{message.Name} leaves", rest);
                continue;
            }

            if (world.Duplicates < budget.Duplicates)
                yield return ($"{message.Name} is duplicated", world with { Messages = world.Messages.Add(message), Duplicates = world.Duplicates + 1 });
        }

        foreach (var timer in world.Timers.Where(_ => world.Messages.IsEmpty || world.Timeouts < budget.Timeouts))
            yield return await WakeAsync(world, timer);

        if (world.IsQuiet && world.Resumes < budget.Resumes && MachineDriver<TState>.Read(world) is StepSagaState { ParkedStep: { } step } parked)
        {
            var resume = new ResumeSaga(parked.CorrelationId, parked.Saga, ResumeAction.Retry, "explorer", "");
            var (next, _) = await driver.DeliverAsync(world with { Resumes = world.Resumes + 1 }, typeof(ResumeSaga), resume);
            yield return ($"a person resumes {step}", next);
        }
    }

    private async Task<(string Label, World World)> ToSagaAsync(World rest, InFlight message)
    {
        var (next, error) = await driver.DeliverAsync(rest, message.Type, message.Message);
        return (error is null ? $"{message.Name} reaches the saga" : $"{message.Name} goes to the error queue of the saga: {error.Message}", next);
    }

    private async Task<(string Label, World World)> WakeAsync(World world, PendingTimer timer)
    {
        var woken = world with
        {
            Timers = world.Timers.Remove(timer),
            Now = timer.DueAt > world.Now ? timer.DueAt : world.Now,
            Timeouts = world.Messages.IsEmpty ? world.Timeouts : world.Timeouts + 1,
        };

        var (next, error) = await driver.DeliverAsync(woken, timer.Message.GetType(), timer.Message);
        return (error is null ? "the timer comes" : $"the timer comes, and the saga fails: {error.Message}", next);
    }

    private IEnumerable<(string Label, World World)> ByParticipant(World rest, InFlight command, ParticipantBuilder participant)
    {
        var rule = participant.Rules[command.Type];
        var entry = $"{participant.Name}/{command.Label}";

        // What has no label was not sent under an id that stays, so no inbox can know it.
        if (command.Label.Length > 0 && participant.Protections.HasFlag(Protections.Inbox) && rest.Handled.TryGetValue(entry, out var answer))
        {
            yield return participant.Protections.HasFlag(Protections.AnsweringInbox)
                ? ($"{participant.Name} knows {command.Name} and answers {answer.Name} again", rest with { Messages = rest.Messages.Add(answer) })
                : ($"{participant.Name} knows {command.Name}", rest);
            yield break;
        }

        World Answered(World world, object message)
        {
            var sent = new InFlight(message.GetType(), message, "");
            return world with { Messages = world.Messages.Add(sent), Handled = world.Handled.SetItem(entry, sent) };
        }

        if (rule.IsUndo)
        {
            var fenced = participant.Protections.HasFlag(Protections.Fence) ? rest with { Fences = rest.Fences.Add(rule.Effect) } : rest;
            yield return ($"{participant.Name} handles {command.Name}", Answered(fenced with { Effects = fenced.Effects.Remove(rule.Effect) }, rule.Success(command.Message)));
        }
        else if (rest.Fences.Contains(rule.Effect))
        {
            yield return ($"{participant.Name} has {command.Name} stopped by its fence", rest);
        }
        else
        {
            yield return ($"{participant.Name} handles {command.Name}",
                Answered(rest with { Effects = rest.Effects.SetItem(rule.Effect, rest.Effects.GetValueOrDefault(rule.Effect) + 1) }, rule.Success(command.Message)));

            if (rule.Refusal is not null)
                yield return ($"{participant.Name} refuses {command.Name}", Answered(rest, rule.Refusal(command.Message)));
        }

        if (rest.Faults < budget.Faults)
            yield return ($"{participant.Name} fails at {command.Name}", rest with { Messages = rest.Messages.Add(FaultOf(command)), Faults = rest.Faults + 1 });
    }

    private static InFlight FaultOf(InFlight command)
    {
        var fault = Activator.CreateInstance(typeof(FaultEvent<>).MakeGenericType(command.Type), command.Message, null, null, Array.Empty<ExceptionInfo>(), Array.Empty<string>())!;
        return new(typeof(Fault<>).MakeGenericType(command.Type), fault, "");
    }
}
