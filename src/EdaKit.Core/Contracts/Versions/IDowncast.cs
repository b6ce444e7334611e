using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>A step between objects, where its types are not known.</summary>
internal interface IDowncast
{
    /// <summary>The types that the older message bears on the wire.</summary>
    string[] WireTypes { get; }

    /// <summary>Makes the older message of the newer one.</summary>
    object Convert(object message);

    /// <summary>The body of an older message, with all else as in the context of the newer one.</summary>
    MessageBody BodyOf(SendContext context, object older, IMessageSerializer serializer);
}
