using MassTransit;

namespace EdaKit.Configuration;

/// <summary>Changes a message on its way out. What is sent passes one pipe, what is published another, and both are treated alike.</summary>
/// <param name="name">The filter's name in MassTransit's probe.</param>
internal abstract class OutgoingFilter<T>(string name) : IFilter<SendContext<T>>, IFilter<PublishContext<T>>
    where T : class
{
    public Task Send(SendContext<T> context, IPipe<SendContext<T>> next)
    {
        Apply(context);
        return next.Send(context);
    }

    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        Apply(context);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope(name);

    /// <summary>Changes the message before the filters behind this one see it.</summary>
    protected abstract void Apply(SendContext<T> context);
}
