using System.Text;

namespace EdaKit.Tracing.Tests.Otlp;

/// <summary>A field of a message in protobuf's wire format. Of numbers only the place is read.</summary>
internal sealed record Protobuf(int Number, byte[] Bytes)
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public static IEnumerable<Protobuf> Read(byte[] message)
    {
        var position = 0;

        while (position < message.Length)
        {
            var key = ReadVarint(message, ref position);
            var length = (key & 7) switch
            {
                LengthDelimited => ReadVarint(message, ref position),
                Fixed64 => 8,
                Fixed32 => 4,
                Varint => 0,
                _ => throw new FormatException($"Wire type {key & 7} at {position}."),
            };

            if ((key & 7) == Varint)
                ReadVarint(message, ref position);

            yield return new(key >> 3, message[position..(position + length)]);
            position += length;
        }
    }

    private static int ReadVarint(byte[] message, ref int position)
    {
        var (value, shift) = (0L, 0);

        for (byte one = 0x80; one >= 0x80; shift += 7)
            value |= (long)((one = message[position++]) & 0x7F) << shift;

        return unchecked((int)value);
    }
}
