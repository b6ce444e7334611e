using System.Buffers;
using System.Text;

namespace EdaKit.CloudEvents.Attributes;

/// <summary>Which text may be an attribute's value: CloudEvents 1.0.2, section "Type System", String.</summary>
internal static class AttributeText
{
    /// <summary>Finds the first character that may not be there.</summary>
    /// <returns>For example <c>U+0007</c>; null where all is well.</returns>
    public static string? FirstForbidden(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
                return $"U+{(int)rest[0]:X4}";

            if (IsForbidden(rune.Value))
                return $"U+{rune.Value:X4}";

            rest = rest[length..];
        }

        return null;
    }

    private static bool IsForbidden(int point) => point is <= 0x1F or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
}
