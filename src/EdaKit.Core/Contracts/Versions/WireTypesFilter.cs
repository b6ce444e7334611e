using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Lets messages of a type bear other types on the wire than those that MassTransit gives them.</summary>
internal sealed class WireTypesFilter<T>(string[] types) : IFilter<SendContext<T>>, IFilter<PublishContext<T>>
    where T : class
{
    public Task Send(SendContext<T> context, IPipe<SendContext<T>> next)
    {
        context.SupportedMessageTypes = types;
        return next.Send(context);
    }

    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        context.SupportedMessageTypes = types;
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-wire-types");
}
