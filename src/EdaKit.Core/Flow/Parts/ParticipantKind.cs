using System.Text.Json.Serialization;

namespace EdaKit.Flow.Parts;

/// <summary>What takes part in a flow.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParticipantKind>))]
public enum ParticipantKind
{
    /// <summary>A consumer, or a handler that is a function.</summary>
    Consumer,

    /// <summary>A saga: it remembers how far it is, so that a circle through it ends.</summary>
    Saga,

    /// <summary>Something that handles no message, and publishes: an endpoint, a job, a person.</summary>
    Other,
}
