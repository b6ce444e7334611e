using EdaKit.Outbox.Registration;
using EdaKit.Outbox.ScopedBus;
using MassTransit;
using MassTransit.DependencyInjection;

namespace EdaKit.Outbox.Scheduling;

/// <summary>
/// The scope's scheduler. It asks at every call where it is, for the reason given at <see cref="LateSendEndpointProvider"/>: in a consumer
/// it schedules as the consume context does, elsewhere into the one outbox context there is.
/// </summary>
internal sealed class ScopeScheduleProvider(IBus bus, OutboxBindings bindings, Bind<IBus, IScopedConsumeContextProvider> consumed, IServiceProvider scope)
    : IScheduleMessageProvider
{
    private CapturingScheduleProvider? _outsideConsumers;

    public Task<ScheduledMessage<T>> ScheduleSend<T>(Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe,
        CancellationToken cancellationToken)
        where T : class =>
        Consumed is { } context
            ? context.GetPayload<MessageSchedulerContext>().ScheduleSend(destinationAddress, scheduledTime, message, pipe, cancellationToken)
            : OutsideConsumers.ScheduleSend(destinationAddress, scheduledTime, message, pipe, cancellationToken);

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken) =>
        Consumed is { } context
            ? CancelAsync(context, context.ReceiveContext.InputAddress, tokenId, cancellationToken)
            : OutsideConsumers.CancelScheduledSend(tokenId, cancellationToken);

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        Consumed is { } context
            ? CancelAsync(context, destinationAddress, tokenId, cancellationToken)
            : OutsideConsumers.CancelScheduledSend(tokenId, cancellationToken);

    private ConsumeContext? Consumed => consumed.Value.HasContext ? consumed.Value.GetContext() : null;

    private CapturingScheduleProvider OutsideConsumers => _outsideConsumers ??= bindings.Single is { } binding && binding.BufferOf(scope) is var buffer
        ? new(new CapturingSendContext(buffer, scope).SendThrough(bus, consumed: null), buffer)
        : throw Ambiguous();

    private static Task CancelAsync(ConsumeContext context, Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        context.GetPayload<MessageSchedulerContext>().CancelScheduledSend(destinationAddress, tokenId, cancellationToken);

    private InvalidOperationException Ambiguous()
    {
        var contexts = bindings.All.Select(binding => binding.ContextType.Name).ToList();

        return new($"This process has {contexts.Count} outbox contexts ('{string.Join("', '", contexts)}'), so what is scheduled outside a consumer must say "
            + $"whose transaction it belongs to. Inject '{nameof(IOutbox<>)}<{contexts[0]}>' (or the context you mean) and use its '{nameof(IOutbox<>.Scheduler)}' in place of IMessageScheduler.");
    }
}
