using System.Security.Cryptography;
using System.Text;

namespace EdaKit.Contracts;

/// <summary>Turns a business key into the correlation id that its messages carry.</summary>
public static class BusinessKeyId
{
    /// <summary>
    /// The correlation id of a business key. A pure function: every process and every version of the code gives the same answer.
    /// </summary>
    /// <param name="memberName">The contract member that holds the key, so that order 17 and customer 17 stay apart.</param>
    /// <param name="key">The key as text, in invariant culture.</param>
    /// <returns>
    /// The key itself if it is a <see cref="Guid"/> in text; otherwise a name-based UUID of version 8, made from the SHA-256 of
    /// <c>memberName:key</c> as shown in RFC 9562, appendix B.2.
    /// </returns>
    public static Guid From(string memberName, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(memberName);
        ArgumentException.ThrowIfNullOrEmpty(key);

        if (Guid.TryParseExact(key, "D", out var id))
            return id;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{memberName}:{key}"), hash);

        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
