using System.Globalization;

namespace EdaKit.CloudEvents.Attributes;

/// <summary>Takes the attributes of one event as they come, each checked by the rules of CloudEvents 1.0.2. Not safe for use by many threads.</summary>
internal sealed class AttributeSet
{
    public const string SpecVersion = "1.0";

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private DateTime? _time;

    /// <summary>Adds an attribute.</summary>
    /// <param name="name">Its name, as it came.</param>
    /// <param name="value">Its value. Null is as if it were not there.</param>
    /// <exception cref="InvalidCloudEventException">The attribute may not be there, or not with that value.</exception>
    public void Add(string name, object? value)
    {
        if (!AttributeNames.IsWellFormed(name))
            throw Invalid(name, $"'{name}' is no name of an attribute.", "Use lower-case letters and digits, and not the name 'data'.");

        AddName(name);
        if (value is not null)
            _values.Add(name, Checked(name, value));
    }

    /// <summary>Sees to it that a name comes once, also that of the data.</summary>
    public void AddName(string name)
    {
        if (!_names.Add(name))
            throw Invalid(name, $"'{name}' is there twice.", "Write it once.");
    }

    /// <summary>All attributes as an event.</summary>
    /// <exception cref="InvalidCloudEventException">One that must be there is not.</exception>
    public CloudEvent ToEvent()
    {
        foreach (var name in AttributeNames.Required.Where(name => !_values.ContainsKey(name)))
            throw Invalid(name, $"attribute '{name}' is not there.", "Let the sender write 'id', 'source', 'specversion' and 'type' on each event.");

        return new(_values, _time);
    }

    private object Checked(string name, object value)
    {
        var plain = Plain(name, value);
        if (plain is not string text)
        {
            return AttributeNames.IsOfTheCore(name)
                ? throw Invalid(name, $"attribute '{name}' is '{TextOf(plain)}', and no text.", "Write it as a string.")
                : plain;
        }

        if (AttributeText.FirstForbidden(text) is { } forbidden)
            throw Invalid(name, $"attribute '{name}' holds the character '{forbidden}'.",
                "Leave control characters, noncharacters and halves of surrogate pairs out.");

        if (text.Length == 0 && AttributeNames.IsOfTheCore(name))
        {
            var isRequired = AttributeNames.Required.Contains(name);
            throw Invalid(name, $"attribute '{name}' is empty.", isRequired ? "Give it a value." : "Give it a value, or leave it out.");
        }

        CheckForm(name, text);
        return text;
    }

    private void CheckForm(string name, string text)
    {
        switch (name)
        {
            case AttributeNames.SpecVersion when text != SpecVersion:
                throw Invalid(name, $"attribute 'specversion' is '{text}', and only '{SpecVersion}' is read.", "Let the sender write CloudEvents 1.0.");
            case AttributeNames.Source when !UriReference.IsWellFormed(text):
                throw Invalid(name, $"attribute 'source' is '{text}', and no URI reference.",
                    "Write it like 'https://shop.example/orders' or '/orders', with other characters escaped by '%'.");
            case AttributeNames.DataSchema when !UriReference.IsAbsolute(text):
                throw Invalid(name, $"attribute 'dataschema' is '{text}', and no absolute URI.",
                    "Write it like 'https://shop.example/contracts/order-placed.json'.");
            case AttributeNames.DataContentType when !MediaType.IsWellFormed(text):
                throw Invalid(name, $"attribute 'datacontenttype' is '{text}', and no media type.",
                    "Write it like 'application/json', or leave it out for JSON.");
            case AttributeNames.Time when !Timestamp.TryRead(text, out _time):
                throw Invalid(name, $"attribute 'time' is '{text}', and no timestamp by RFC 3339.", "Write it like '2026-01-31T12:00:00Z'.");
        }
    }

    /// <summary>Brokers have types of their own for what JSON has as number or text.</summary>
    private static object Plain(string name, object value) => value switch
    {
        string or bool or int => value,
        sbyte or byte or short or ushort => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        uint or long or ulong when Convert.ToDecimal(value, CultureInfo.InvariantCulture) is >= int.MinValue and <= int.MaxValue and var number => (int)number,
        DateTime time => Timestamp.Write(time),
        DateTimeOffset time => Timestamp.Write(time.UtcDateTime),
        Uri uri => uri.OriginalString,
        byte[] bytes => Convert.ToBase64String(bytes),
        _ when BrokerTime.TryRead(value, out var time) => Timestamp.Write(time),
        _ => throw Invalid(name, $"attribute '{name}' is '{TextOf(value)}', and neither text, truth value nor integer of 32 bits.", "Write it as text."),
    };

    /// <summary>A value as text, in the form that the specification gives it.</summary>
    public static string TextOf(object value) => value switch
    {
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static InvalidCloudEventException Invalid(string name, string fact, string remedy) => new(name, fact, remedy);
}
