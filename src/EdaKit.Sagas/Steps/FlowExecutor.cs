using System.Diagnostics;
using EdaKit.Journal;
using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Telemetry;
using EdaKit.Sagas.Timeline;
using EdaKit.Telemetry;
using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>Has a flow decide what a message means, and does what follows, within the transaction of the message.</summary>
internal sealed class FlowExecutor<TState>(StepSaga<TState> machine, FlowDefinition<TState> flow, BehaviorContext<TState> context, Type messageType)
    where TState : StepSagaState
{
    private readonly SagaServices _services = machine.Services;
    private readonly DateTime _now = machine.Services.Time.GetUtcNow().UtcDateTime;
    private readonly ISagaTimeline? _timeline = context.TryGetPayload<ISagaTimeline>(out var timeline) ? timeline : null;

    /// <summary>Begins an instance.</summary>
    public async Task BeginAsync(Action begin)
    {
        begin();
        var locking = await LockAsync();

        await RunAsync(engine =>
        {
            engine.Begin(locking);
            _services.Metrics.Started(flow.Name);
            return true;
        });
    }

    /// <summary>Handles the timer.</summary>
    /// <param name="dueAt">When it was due, where it is the instance's own; null where somebody else wakes it.</param>
    public async Task WakeAsync(DateTime? dueAt)
    {
        var locking = flow.IsLocking(context.Saga) ? await LockAsync() : null;

        // Due times go by the scheduler's clock. Where this process is behind it, nothing would be due yet, and the same timer would come again at once, until it is.
        await RunAsync(dueAt > _now ? dueAt.Value : _now, engine =>
        {
            engine.Wake(locking);
            return true;
        });
    }

    /// <summary>Handles a message.</summary>
    /// <param name="decide">What the message means. False: nothing.</param>
    public Task RunAsync(Func<FlowEngine<TState>, bool> decide) => RunAsync(_now, decide);

    private async Task RunAsync(DateTime now, Func<FlowEngine<TState>, bool> decide)
    {
        var engine = new FlowEngine<TState>(flow, context.Saga, now, _services.NewMessageId);

        // 1. Decide.
        if (!decide(engine))
            Ignore(null, "late, or a duplicate");

        // 2. Do what follows. All of it is captured or stored, and commits with the decision.
        foreach (var effect in engine.Effects)
            await DoAsync(effect);

        // 3. Be woken in time.
        await ScheduleAsync(WholeMillisecond(engine.DueAt));

        // 4. Show where the instance is. It comes last, so that what the application binds to entering a state finds the state complete.
        if (engine.StateName != context.Saga.CurrentState)
            await machine.EnterAsync(context, engine.StateName);
    }

    /// <summary>What the engine cannot know: whether the locks are free. They commit with what it decides.</summary>
    private async Task<LockAttempt?> LockAsync()
    {
        if (flow.Lock is null)
            return null;

        List<string> resources = [.. flow.Lock.Resources(context.Saga)];
        return resources.Count == 0 ? null : await Locks().TryLockAsync(Owner, resources, context.CancellationToken);
    }

    private Task DoAsync(FlowEffect<TState> effect)
    {
        switch (effect)
        {
            case FlowEffect<TState>.Send send:
                return SendAsync(send);

            case FlowEffect<TState>.Park park:
                return ParkAsync(park);

            case FlowEffect<TState>.End end:
                return EndAsync(end);

            case FlowEffect<TState>.Note { Kind: TimelineKind.Ignored } ignored:
                Ignore(ignored.Step, ignored.Text!);
                return Task.CompletedTask;

            case FlowEffect<TState>.Note note:
                Note(note.Kind, note.Step, null, null, note.Text);
                Count(note);
                return Task.CompletedTask;

            default:
                throw new UnreachableException();
        }
    }

    private async Task SendAsync(FlowEffect<TState>.Send send)
    {
        using var span = SagaSpans.Start(flow.Name, context.Saga.CorrelationId, send);

        try
        {
            await send.Command.SendAsync(context, send.MessageId);
            Note(TimelineKind.Sent, send.Step.Name, send.Command.Name, send.MessageId, null);
        }
        catch (Exception error)
        {
            span?.Fail(error);
            throw;
        }
    }

    private async Task ParkAsync(FlowEffect<TState>.Park park)
    {
        await context.Publish(new SagaParked(context.Saga.CorrelationId, flow.Name, park.Step.Name, park.IsUndo, park.Attempts, park.Reason), context.CancellationToken);
        Note(TimelineKind.Parked, park.Step.Name, null, null, park.Reason);
        Journal()?.Add(SagaJournal.Parked(context, flow.Name, park.Reason, _now));
        _services.Metrics.Parked(flow.Name, park.Step.Name);
        SagaLog.Parked(_services.Logger, flow.Name, context.Saga.CorrelationId, park.Step.Name, park.Attempts, park.Reason);
    }

    private async Task EndAsync(FlowEffect<TState>.End end)
    {
        if (end.Announcement is not null)
            await end.Announcement.PublishAsync(context);

        if (flow.Lock is not null)
            await Locks().ReleaseAsync(Owner, context.CancellationToken);

        Note(TimelineKind.Ended, null, null, null, end.IsCompleted ? "completed" : "compensated");

        if (end.IsFirst)
            _services.Metrics.Ended(flow.Name, end.IsCompleted, _now - context.Saga.StartedAt);
    }

    private void Ignore(string? step, string reason)
    {
        var name = MessageNames.Of(messageType);
        Note(TimelineKind.Ignored, step, name, null, reason);
        Journal()?.Add(SagaJournal.Ignored(context, flow.Name, context.Saga.CurrentState, _now));
        _services.Metrics.Ignored(flow.Name);
        SagaLog.Ignored(_services.Logger, flow.Name, context.Saga.CorrelationId, name, reason);
    }

    private void Count(FlowEffect<TState>.Note note)
    {
        switch (note.Kind)
        {
            case TimelineKind.Retry:
                _services.Metrics.Retried(flow.Name, note.Step!);
                return;

            case TimelineKind.Resumed:
                _services.Metrics.Resumed(flow.Name, note.Step!);
                SagaLog.Resumed(_services.Logger, flow.Name, context.Saga.CorrelationId, note.Step!, note.Text!);
                return;
        }
    }

    /// <summary>
    /// An instance has one timer. While it comes early enough it stays as it is, though the step for which it was set is long over: it then finds nothing
    /// to do, and is set anew. So a flow that goes well schedules once and cancels once, however many steps it has.
    /// </summary>
    private async Task ScheduleAsync(DateTime? dueAt)
    {
        var saga = context.Saga;

        if (saga.TimerToken is { } token && (dueAt is null || dueAt < saga.TimerDueAt))
        {
            await Scheduler().CancelScheduledSend(context.ReceiveContext.InputAddress, token, context.CancellationToken);
            (saga.TimerToken, saga.TimerDueAt) = (null, null);
        }

        if (dueAt is null || saga.TimerToken is not null)
            return;

        var scheduled = await Scheduler().ScheduleSend(dueAt.Value, new SagaTimer(saga.CorrelationId, flow.Name), context.CancellationToken);
        (saga.TimerToken, saga.TimerDueAt) = (scheduled.TokenId, dueAt);
    }

    /// <summary>Up to the next whole millisecond, in which the time of a timer is stored: before its step is due, it would find nothing to do.</summary>
    private static DateTime? WholeMillisecond(DateTime? time) =>
        time is { } at && at.Ticks % TimeSpan.TicksPerMillisecond is > 0 and var rest ? at.AddTicks(TimeSpan.TicksPerMillisecond - rest) : time;

    private MessageSchedulerContext Scheduler() => context.TryGetPayload<MessageSchedulerContext>(out var scheduler) ? scheduler
        : throw new ConfigurationException($"The saga '{flow.Name}' has to be woken when an answer does not come, and its endpoint has no scheduler. "
            + "Call eda.UseOutbox<TDb>() in AddEdaKit, which is one, or configure one on the bus, such as UseMessageScheduler.");

    // Looked for only where it is written to: what is not there is looked for in every context around the saga's.
    private IJournal? Journal() => context.TryGetPayload<IJournal>(out var journal) ? journal : null;

    private SemanticLockOwner Owner => new(context.Saga.CorrelationId, flow.Name);

    private ISagaLocks Locks() => context.TryGetPayload<ISagaLocks>(out var locks) ? locks
        : throw new ConfigurationException($"The saga '{flow.Name}' takes locks, and its repository has no place to keep them. "
            + "Call eda.UseSagas<TDb>() in AddEdaKit, and give the saga no repository of its own (EDA0511).");

    private void Note(TimelineKind kind, string? step, string? name, Guid? messageId, string? text) => _timeline?.Add(new()
    {
        SagaId = context.Saga.CorrelationId,
        Saga = flow.Name,
        At = new DateTimeOffset(_now).ToUnixTimeMilliseconds(),
        Kind = kind,
        Step = step,
        Name = name,
        MessageId = messageId,
        CausationId = context.MessageId,
        Note = text,
    });
}
