using MassTransit;

namespace EdaKit.Configuration;

/// <summary>Changes a message on its way out. What is sent passes one pipe, what is published another, and mostly both are treated alike.</summary>
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
        ApplyToPublished(context);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope(name);

    /// <summary>Changes the message before the filters behind this one see it.</summary>
    protected abstract void Apply(SendContext<T> context);

    /// <summary>
    /// The same for one that is published, where that makes a difference: by the pipe alone it can be told, since the contexts of transports are both.
    /// </summary>
    protected virtual void ApplyToPublished(PublishContext<T> context) => Apply(context);
}
