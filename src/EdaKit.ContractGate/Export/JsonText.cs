using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Export;

/// <summary>JSON for files that a review reads: in lines, with the letters that people read, and the same on each system.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, without a line break at its end.</summary>
    public static string Of(JsonNode json) => json.ToJsonString(Format);

    /// <summary>The text of a file.</summary>
    public static string OfFile(JsonNode json) => Of(json) + "\n";
}
