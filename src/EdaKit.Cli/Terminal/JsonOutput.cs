using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Cli.Terminal;

/// <summary>Answers for machines: one document on standard output, in UTF-8, with a line end behind it.</summary>
internal static class JsonOutput
{
    /// <summary>How all JSON of this tool looks. Control characters in it are always escaped.</summary>
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
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, document, Options, cancellationToken);
        output.WriteByte((byte)'\n');
    }
}
