using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using MassTransit;

namespace EdaKit.Testing.Exploration;

/// <summary>Everything that can happen next in a world.</summary>
internal sealed class Moves<TState>(MachineDriver<TState> driver, ExplorationBudget budget)
    where TState : class, SagaStateMachineInstance, new()
{
    private readonly ParticipantMoves _participants = new(driver.Listeners, driver.Given, budget);

    public async IAsyncEnumerable<Move> AfterAsync(World world)
    {
        foreach (var message in world.Messages.DistinctBy(message => message.Key))
        {
            var rest = world with { Messages = world.Messages.Remove(message) };

            if (message.To.Participant is { } participant)
            {
                foreach (var move in _participants.After(rest, message, participant))
                    yield return move;
            }
            else
            {
                yield return await ToSagaAsync(rest, message.Type, message.Message, $"{message.Name} reaches the saga", message.Name);
            }

            if (world.Duplicates < budget.Duplicates)
                yield return new($"{message.Name} is duplicated", world with { Messages = world.Messages.Add(message), Duplicates = world.Duplicates + 1 });
        }

        foreach (var timer in world.Timers.Where(_ => world.Messages.IsEmpty || world.Timeouts < budget.Timeouts))
            yield return await WakeAsync(world, timer);

        if (world.IsQuiet && world.Resumes < budget.Resumes && MachineDriver<TState>.Read(world) is StepSagaState { ParkedStep: { } step } parked)
        {
            var resume = new ResumeSaga(parked.CorrelationId, parked.Saga, ResumeAction.Retry, "explorer", "");
            yield return await ToSagaAsync(world with { Resumes = world.Resumes + 1 }, typeof(ResumeSaga), resume, $"a person resumes {step}", "the person's answer");
        }
    }

    private Task<Move> WakeAsync(World world, PendingTimer timer)
    {
        var woken = world with
        {
            Timers = world.Timers.Remove(timer),
            Now = timer.DueAt > world.Now ? timer.DueAt : world.Now,
            Timeouts = world.Messages.IsEmpty ? world.Timeouts : world.Timeouts + 1,
        };

        return ToSagaAsync(woken, timer.Message.GetType(), timer.Message, "the timer comes", "the timer");
    }

    private async Task<Move> ToSagaAsync(World rest, Type type, object message, string label, string name)
    {
        var (next, error, unheard) = await driver.DeliverAsync(rest, type, message);

        return error is null ? new(Move.LabelOf(label, unheard), next)
            : new($"{name} goes to the error queue of the saga: {Move.Describe(error)}", Faulted(next, type, message), error);
    }

    /// <summary>After the last retry a fault is published. The saga itself hears of it where it listens to it.</summary>
    private World Faulted(World world, Type type, object message)
    {
        var (faultType, fault) = Faults.Of(type, message);

        return world with { Messages = world.Messages.AddRange(driver.Listeners.CopiesOf(faultType, fault, $"fault of the saga at {type.Name}")) };
    }
}
