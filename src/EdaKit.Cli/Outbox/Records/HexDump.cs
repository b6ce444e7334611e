using System.Text;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>The beginning of bytes that are no text, sixteen to a line.</summary>
internal static class HexDump
{
    private const int Most = 256, Width = 16;

    public static IEnumerable<string> Lines(ReadOnlyMemory<byte> bytes)
    {
        for (var offset = 0; offset < Math.Min(bytes.Length, Most); offset += Width)
            yield return Line(offset, bytes.Span.Slice(offset, Math.Min(Width, bytes.Length - offset)));

        if (bytes.Length > Most)
            yield return $"... and {bytes.Length - Most:N0} bytes more. --body writes all of them.";
    }

    private static string Line(int offset, ReadOnlySpan<byte> bytes)
    {
        var (hex, text) = (new StringBuilder(), new StringBuilder());

        foreach (var value in bytes)
        {
            hex.Append($"{value:x2} ");
            text.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }

        return $"{offset:x8}  {hex.ToString().PadRight(3 * Width)} {text}";
    }
}
