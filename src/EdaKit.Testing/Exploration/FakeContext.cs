using System.Reflection;
using EdaKit.Sagas.Locking;
using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// Stands for MassTransit's contexts where there is no bus: what the machine asks for comes from a <see cref="Delivery"/>, and what it sends goes there.
/// Properties that nobody needs have no value. A call that cannot be followed ends the search.
/// </summary>
#pragma warning disable CA1852 // The runtime derives from it.
internal class FakeContext<TInterface> : DispatchProxy
#pragma warning restore CA1852
    where TInterface : class
{
    private static readonly MethodInfo SendTypedMethod = typeof(FakeContext<TInterface>).GetMethod(nameof(SendTypedAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private Delivery _delivery = null!;
    private Uri? _address;

    /// <summary>Makes a context. An endpoint without an address publishes.</summary>
    public static TInterface Of(Delivery delivery, Uri? address = null)
    {
        var proxy = Create<TInterface, FakeContext<TInterface>>();
        var context = (FakeContext<TInterface>)(object)proxy;
        (context._delivery, context._address) = (delivery, address);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "get_CancellationToken" => CancellationToken.None,
        "get_InputAddress" => Listeners.SagaAddress,
        "get_Headers" => FakeContext<Headers>.Of(_delivery),
        "get_ReceiveContext" => FakeContext<ReceiveContext>.Of(_delivery),
        "get_PublishEndpointProvider" => FakeContext<IPublishEndpointProvider>.Of(_delivery),
        "get_SendEndpointProvider" => FakeContext<ISendEndpointProvider>.Of(_delivery),
        "GetPublishSendEndpoint" => Task.FromResult(FakeContext<ISendEndpoint>.Of(_delivery)),
        "GetSendEndpoint" => Task.FromResult(FakeContext<ISendEndpoint>.Of(_delivery, (Uri)args![0]!)),
        "get_SerializerContext" => FakeContext<SerializerContext>.Of(_delivery),
        "GetAll" => Array.Empty<KeyValuePair<string, object>>(),
        "GetEnumerator" => Enumerable.Empty<HeaderValue>().GetEnumerator(),
        "Send" => Send(targetMethod, args!),
        "TryGetPayload" => TryGetPayload(targetMethod.GetGenericArguments()[0], args!),
        "ScheduleSend" => Schedule(targetMethod, args!),
        "CancelScheduledSend" => Cancel(args!),
        _ when targetMethod.IsSpecialName || targetMethod.DeclaringType == typeof(Headers) || targetMethod.Name is "SetCompleted" or "AddConsumeTask" => Nothing(targetMethod),
        _ when targetMethod.DeclaringType == typeof(SerializerContext) => throw _delivery.Refuse("The machine passes on a message as it came, with Defer or Forward, "
            + "which the explorer cannot follow. Use a Schedule or Redeliver in place of Defer, and Send in place of Forward."),
        _ => throw _delivery.Refuse($"The machine calls '{typeof(TInterface).Name}.{targetMethod.Name}', which the explorer cannot follow. "
            + "It follows Publish, Send, Respond, Schedule, Unschedule and Redeliver: use one of these."),
    };

    private object Send(MethodInfo method, object?[] args) => method.IsGenericMethod
        ? SendTypedMethod.MakeGenericMethod(method.GetGenericArguments()).Invoke(this, [args[0], args.Length > 1 ? args[1] : null])!
        : throw _delivery.Refuse($"The explorer cannot follow '{method}'. Publish or send the message under its own type.");

    private async Task SendTypedAsync<T>(T message, object? pipe)
        where T : class
    {
        var context = new MessageSendContext<T>(message);
        var own = context.MessageId;

        if (pipe is IPipe<SendContext<T>> typed)
            await typed.Send(context);
        else if (pipe is IPipe<SendContext> untyped)
            await untyped.Send(context);

        var messageId = context.MessageId == own ? null : context.MessageId;

        if (context.Delay is not null)
            throw _delivery.Refuse($"The saga sends '{typeof(T).Name}' with a delay, and the explorer only follows timers of the saga. "
                + "Declare a Schedule, and publish from its Received event.");

        if (_address is null)
            _delivery.Published(typeof(T), message, messageId);
        else
            _delivery.Sent(_address, typeof(T), message, messageId);
    }

    private bool TryGetPayload(Type type, object?[] args)
    {
        args[0] = type == typeof(MessageSchedulerContext) ? FakeContext<MessageSchedulerContext>.Of(_delivery)
            : type == typeof(ISagaLocks) ? FreeLocks.Instance : null;
        return args[0] is not null;
    }

    private object Schedule(MethodInfo method, object?[] args)
    {
        var message = args.First(argument => argument is not null and not DateTime and not Uri && argument.GetType() == method.GetGenericArguments()[0])!;
        var dueAt = args.OfType<DateTime>().Single();
        var handle = Activator.CreateInstance(typeof(ScheduledMessageHandle<>).MakeGenericType(message.GetType()), _delivery.Scheduled(dueAt, message), dueAt, Listeners.SagaAddress, message)!;

        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(typeof(ScheduledMessage<>).MakeGenericType(message.GetType())).Invoke(null, [handle])!;
    }

    private Task Cancel(object?[] args)
    {
        _delivery.Cancelled(args.OfType<Guid>().Single());
        return Task.CompletedTask;
    }

    private static object? Nothing(MethodInfo method) =>
        method.ReturnType == typeof(Task) ? Task.CompletedTask
        : method.ReturnType.IsValueType && method.ReturnType != typeof(void) ? Activator.CreateInstance(method.ReturnType)
        : null;
}
