using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdaKit.AspNetCore.Idempotency.Requests;

/// <summary>Hashes texts and what follows them so that no two lists of texts look alike: each is preceded by its length.</summary>
internal static class Sha256
{
    public static byte[] Of(ReadOnlySpan<string> texts, ReadOnlySpan<byte> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];

        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        hash.AppendData(rest);
        return hash.GetHashAndReset();
    }
}
