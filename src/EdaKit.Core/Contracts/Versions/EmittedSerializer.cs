using System.Net.Mime;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Writes a message as an older version of its contract, in whatever format the bus writes.</summary>
internal sealed class EmittedSerializer(EmittedVersion emitted, IMessageSerializer inner) : IMessageSerializer
{
    public ContentType ContentType => inner.ContentType;

    /// <summary>Writes the same version in another format.</summary>
    public EmittedSerializer With(IMessageSerializer other) => new(emitted, other);

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => emitted.BodyOf(context, context.Message, inner);
}
