using System.Text.Json;

namespace Insurance.Audit;

/// <summary>Checks a trail, entry by entry. It needs nothing but the entries: a supervisor runs it on an export.</summary>
public static class AuditCheck
{
    /// <summary>Checks entries in the order in which they stand.</summary>
    public static async Task<AuditVerdict> OfAsync(IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken = default)
    {
        var (count, seal) = (0L, AuditSeal.Origin);

        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (entry.Number != count + 1)
                return new(count, seal, $"Entry '{count + 1}' is missing: '{entry.Number}' comes next.");
            if (entry.Seal != AuditSeal.Of(seal, entry))
                return new(count, seal, $"Entry '{entry.Number}' is not what was sealed, or an entry before it is not.");

            (count, seal) = (entry.Number, entry.Seal);
        }

        return new(count, seal, null);
    }

    /// <summary>Checks an export: an <see cref="AuditLine"/> for each entry.</summary>
    /// <exception cref="JsonException">A line is no entry.</exception>
    public static Task<AuditVerdict> OfAsync(IEnumerable<string> lines, CancellationToken cancellationToken = default) =>
        OfAsync(lines.Select(AuditLine.Read).ToAsyncEnumerable(), cancellationToken);
}
