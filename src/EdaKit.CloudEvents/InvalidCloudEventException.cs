using System.Runtime.Serialization;

namespace EdaKit.CloudEvents;

/// <summary>
/// What came, or was to be sent, is no CloudEvent by the rules of CloudEvents 1.0. What came goes to the error queue; what was to be sent was not sent.
/// </summary>
public sealed class InvalidCloudEventException : SerializationException
{
    internal InvalidCloudEventException(string? attribute, string fact, string remedy, Exception? inner = null)
        : base($"The CloudEvent is invalid: {fact} {remedy}", inner)
    {
        Attribute = attribute;
    }

    /// <summary>The attribute that is wrong, <c>data</c> or <c>data_base64</c> for the data; null where the event is wrong as a whole.</summary>
    public string? Attribute { get; }
}
