using MassTransit;

namespace EdaKit.Flow.Undeclared;

/// <summary>Stands before a consumer or saga that declares what it publishes, and says who speaks while it runs.</summary>
internal sealed class SpeakerFilter<TMessage>(Speaker speaker) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    // Asynchronous, so that what is set here does not outlive the call.
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        speaker.Speak(typeof(TMessage));
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-speaker");
}
