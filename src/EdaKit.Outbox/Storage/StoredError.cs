using System.Text;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// An error as every database takes it: short enough, without the character 0 and without half a character. An exception's message may
/// hold anything, and one that cannot be written down would keep its record from ever being settled.
/// </summary>
internal static class StoredError
{
    private const char Replacement = '\uFFFD';

    public static string Of(string error)
    {
        var kept = error;

        if (kept.Length > OutboxRecord.LongestError)
            kept = kept[..(char.IsHighSurrogate(kept[OutboxRecord.LongestError - 1]) ? OutboxRecord.LongestError - 1 : OutboxRecord.LongestError)];

        // There and back, UTF-8 replaces the surrogates that stand alone.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept)).Replace('\0', Replacement);
    }
}
