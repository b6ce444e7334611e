using System.Text.Json.Serialization;

namespace EdaKit.Evidence;

/// <summary>What a stored message waits for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StoredState>))]
public enum StoredState
{
    /// <summary>For whoever sends it, or for the end of a pause after a failure.</summary>
    Waiting,

    /// <summary>For its time: it was delayed or scheduled.</summary>
    Delayed,

    /// <summary>For a message of its lane that is parked.</summary>
    Held,

    /// <summary>For a person: it could not be sent.</summary>
    Parked,

    /// <summary>For the one who is sending it, or has sent it and not yet cleared it away.</summary>
    Sending,
}
