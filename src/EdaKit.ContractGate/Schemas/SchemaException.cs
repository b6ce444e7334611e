namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// A document is no JSON Schema that can be compared: it is malformed, leads out of itself, or is over a bound of <see cref="SchemaLimits"/>.
/// </summary>
public sealed class SchemaException : FormatException
{
    internal SchemaException(string location, string message, Exception? cause = null)
        : base(message, cause)
    {
        Location = location;
    }

    /// <summary>Where in the document, as a JSON pointer that begins with <c>#</c>.</summary>
    public string Location { get; }
}
