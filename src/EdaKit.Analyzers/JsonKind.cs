namespace EdaKit.Analyzers;

/// <summary>Kinds of JSON values, in words that tell each from every other one: what is recorded and what the source says are compared by them.</summary>
internal static class JsonKind
{
    public const string Text = "string";
    public const string Boolean = "boolean";
    public const string Number = "number";
    public const string Decimal = "decimal as string";
    public const string List = "array";
    public const string Object = "object";

    /// <summary>A string with a format, such as that of a Guid.</summary>
    public static string Formatted(string format) => $"string ({format})";

    /// <summary>An integer with its range.</summary>
    public static string Integer(string least, string greatest) => $"integer from {least} to {greatest}";
}
