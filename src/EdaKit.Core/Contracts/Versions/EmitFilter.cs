using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Has a message leave as an older version of its contract; with an outbox, it is stored as that.</summary>
internal sealed class EmitFilter<T>(EmittedVersion emitted) : IFilter<SendContext<T>>, IFilter<PublishContext<T>>
    where T : class
{
    public Task Send(SendContext<T> context, IPipe<SendContext<T>> next)
    {
        Emit(context);
        return next.Send(context);
    }

    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        Emit(context);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-emitted-version");

    private void Emit(SendContext<T> context)
    {
        context.Serializer = new EmittedSerializer(emitted, context.Serializer);
        context.SupportedMessageTypes = emitted.WireTypes;
    }
}
