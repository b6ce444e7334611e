using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdaKit.Cli.Terminal;

/// <summary>Keeps what was done in a file that only grows, a line of JSON for each change. Several processes may write to one file.</summary>
internal sealed class LogFile(string path)
{
    /// <summary>Names the file where the command line does not, so that a whole team keeps one.</summary>
    public const string Variable = "EDAKIT_LOG";

    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Tries whether the file can be written, before anything is changed.</summary>
    /// <exception cref="ToolException">It cannot.</exception>
    public void Check()
    {
        try
        {
            Open().Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ToolException.Usage($"The log '{path}' cannot be written: {error.Message} Nothing is changed. Name another file with --log or in '{Variable}'.", error);
        }
    }

    public void Append<T>(T line)
    {
        using var file = Open();
        file.Write(Encoding.UTF8.GetBytes(Printable.Json(JsonSerializer.Serialize(line, OneLine)) + "\n"));
    }

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
}
