using EdaKit.CloudEvents.Attributes;

namespace EdaKit.CloudEvents;

/// <summary>An event as it came, beside the message that is read from its data. Immutable and safe for use by many threads.</summary>
public sealed class CloudEvent
{
    internal CloudEvent(IReadOnlyDictionary<string, object> attributes, DateTime? time)
    {
        Attributes = attributes;
        Time = time;
    }

    /// <summary>Names the event among those of its <see cref="Source"/>. What EdaKit sends bears the message id here.</summary>
    public string Id => (string)Attributes[AttributeNames.Id];

    /// <summary>Where it comes from: a URI or a relative reference.</summary>
    public string Source => (string)Attributes[AttributeNames.Source];

    /// <summary>What happened, such as <c>retail.order-placed.v2</c>.</summary>
    public string Type => (string)Attributes[AttributeNames.Type];

    /// <summary>What it happened to, or null. What EdaKit sends bears the business key here.</summary>
    public string? Subject => Text(AttributeNames.Subject);

    /// <summary>When it happened, in UTC, or null.</summary>
    public DateTime? Time { get; }

    /// <summary>The content type of its data, or null, which means JSON.</summary>
    public string? DataContentType => Text(AttributeNames.DataContentType);

    /// <summary>Names the schema of its data, or null.</summary>
    public string? DataSchema => Text(AttributeNames.DataSchema);

    /// <summary>
    /// The attributes that the specification does not name: a <see cref="string"/>, <see cref="int"/> or <see cref="bool"/> each. From headers they come as
    /// text.
    /// </summary>
    public IReadOnlyDictionary<string, object> Extensions =>
        Attributes.Where(attribute => !AttributeNames.IsOfTheCore(attribute.Key)).ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

    /// <summary>All attributes that are there.</summary>
    internal IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>An attribute, where it is there and is text.</summary>
    internal string? Text(string attribute) => Attributes.GetValueOrDefault(attribute) as string;
}
