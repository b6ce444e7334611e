using System.Reflection;
using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// Stands for MassTransit's contexts where there is no bus: what the machine asks for comes from a <see cref="Delivery"/>, and what it sends goes there.
/// What nobody asks for answers with nothing.
/// </summary>
#pragma warning disable CA1852 // The runtime derives from it.
internal class FakeContext<TInterface> : DispatchProxy
#pragma warning restore CA1852
    where TInterface : class
{
    private static readonly Uri Address = new("loopback://explorer/saga");
    private static readonly MethodInfo SendTypedMethod = typeof(FakeContext<TInterface>).GetMethod(nameof(SendTypedAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private Delivery _delivery = null!;

    public static TInterface Of(Delivery delivery)
    {
        var proxy = Create<TInterface, FakeContext<TInterface>>();
        ((FakeContext<TInterface>)(object)proxy)._delivery = delivery;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "get_Saga" => _delivery.Saga,
        "get_Message" => _delivery.Message,
        "get_CancellationToken" => CancellationToken.None,
        "get_InputAddress" => Address,
        "get_Headers" => FakeContext<Headers>.Of(_delivery),
        "get_ReceiveContext" => FakeContext<ReceiveContext>.Of(_delivery),
        "get_PublishEndpointProvider" => FakeContext<IPublishEndpointProvider>.Of(_delivery),
        "GetPublishSendEndpoint" or "GetSendEndpoint" => Task.FromResult(FakeContext<ISendEndpoint>.Of(_delivery)),
        "Send" => Send(targetMethod, args!),
        "TryGetPayload" => TryGetPayload(targetMethod.GetGenericArguments()[0], args!),
        "ScheduleSend" => Schedule(targetMethod, args!),
        "CancelScheduledSend" => Cancel(args!),
        _ => Nothing(targetMethod),
    };

    private object Send(MethodInfo method, object?[] args) => method.IsGenericMethod
        ? SendTypedMethod.MakeGenericMethod(method.GetGenericArguments()).Invoke(this, [args[0], args.Length > 1 ? args[1] : null])!
        : throw new NotSupportedException($"The explorer cannot follow '{method}'. Publish or send the message under its own type.");

    private async Task SendTypedAsync<T>(T message, object? pipe)
        where T : class
    {
        var context = new MessageSendContext<T>(message);
        var own = context.MessageId;

        if (pipe is IPipe<SendContext<T>> typed)
            await typed.Send(context);
        else if (pipe is IPipe<SendContext> untyped)
            await untyped.Send(context);

        _delivery.Sent(typeof(T), message, context.MessageId == own ? null : context.MessageId);
    }

    private bool TryGetPayload(Type type, object?[] args)
    {
        args[0] = type == typeof(MessageSchedulerContext) ? FakeContext<MessageSchedulerContext>.Of(_delivery) : null;
        return args[0] is not null;
    }

    private object Schedule(MethodInfo method, object?[] args)
    {
        var message = args.First(argument => argument is not null and not DateTime and not Uri && argument.GetType() == method.GetGenericArguments()[0])!;
        var dueAt = args.OfType<DateTime>().Single();
        var handle = Activator.CreateInstance(typeof(ScheduledMessageHandle<>).MakeGenericType(message.GetType()), _delivery.Scheduled(dueAt, message), dueAt, Address, message)!;

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
