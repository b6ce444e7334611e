using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Cli.Terminal;

/// <summary>Answers for machines: one document on standard output, in UTF-8, with a line end behind it.</summary>
internal static class JsonOutput
{
    /// <summary>How all JSON of this tool looks.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // The output goes to a terminal or a program, never into a page of the web.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task WriteAsync<T>(T document, CancellationToken cancellationToken)
    {
        var json = Printable.Json(JsonSerializer.Serialize(document, Options));

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(json + "\n"), cancellationToken);
    }
}
