namespace EdaKit.Testing.Servers;

/// <summary>Names for databases and virtual hosts: the caller's prefix, made safe, and a random end.</summary>
internal static class ServerNames
{
    private const int LongestPrefix = 40;

    public static string New(string? prefix)
    {
        var kept = (prefix ?? "test").ToLowerInvariant().Take(LongestPrefix);
        string safe = new([.. kept.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        return $"{safe}_{Guid.NewGuid():N}"[..(safe.Length + 13)];
    }
}
