namespace EdaKit.ContractGate.Schemas;

/// <summary>JSON pointers into a document.</summary>
internal static class SchemaPointer
{
    /// <summary>The pointer to a part of what <paramref name="pointer"/> leads to.</summary>
    public static string Join(string pointer, string part) =>
        $"{pointer}/{part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The parts of a pointer, which begins with a slash or is empty.</summary>
    public static IEnumerable<string> Split(string pointer) =>
        pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
}
