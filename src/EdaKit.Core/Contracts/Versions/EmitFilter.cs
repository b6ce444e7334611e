using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Has a message leave as an older version of its contract; with an outbox, it is stored as that.</summary>
internal sealed class EmitFilter<T>(EmittedVersion emitted) : OutgoingFilter<T>("edakit-emitted-version")
    where T : class
{
    protected override void Apply(SendContext<T> context)
    {
        context.Serializer = new EmittedSerializer(emitted, context.Serializer);
        context.SupportedMessageTypes = emitted.WireTypes;
    }
}
