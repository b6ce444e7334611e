using System.Security.Cryptography;
using System.Text.Json;

namespace Insurance.Audit;

/// <summary>
/// Ties each entry to all before it: SHA-256 over the seal before and every member. Whoever changes, removes or adds an entry would have to make all
/// later seals anew; the last seal, noted where nobody of this system writes, says whether somebody has.
/// </summary>
public static class AuditSeal
{
    /// <summary>What the first entry takes for the seal before it.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The seal that an entry must have.</summary>
    /// <param name="before">The seal of the entry before.</param>
    /// <param name="entry">The entry, whose own seal does not matter.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(string before, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        // A JSON array of texts is the same bytes on every machine, and no two entries give the same: where one member ends, and whether it is null,
        // can be seen.
        object?[] members =
        [
            before, entry.Number, entry.Position, entry.RecordedAt, entry.PolicyId, entry.Version, entry.Event,
            entry.By, entry.Why, entry.CommandId, entry.ConversationId, entry.Data,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(members)));
    }
}
