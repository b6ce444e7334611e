using System.Text.Json;

namespace Insurance.Audit;

/// <summary>An entry as a line of an export.</summary>
public static class AuditLine
{
    /// <summary>Writes an entry.</summary>
    public static string Of(AuditEntry entry) => JsonSerializer.Serialize(entry, JsonSerializerOptions.Web);

    /// <summary>Reads a line. One that says the same in other bytes has lost its seal: every byte of an export counts.</summary>
    /// <exception cref="JsonException">The line is no entry.</exception>
    public static AuditEntry Read(string line)
    {
        var entry = JsonSerializer.Deserialize<AuditEntry>(line, JsonSerializerOptions.Web) ?? throw new JsonException("A line is the JSON value 'null'.");
        return Of(entry) == line ? entry : entry with { Seal = "" };
    }
}
