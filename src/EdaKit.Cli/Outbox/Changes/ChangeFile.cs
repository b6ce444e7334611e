using System.Text.Encodings.Web;
using System.Text.Json;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>
/// Keeps what was done in a file that only grows: a line of JSON for each record, with the time, the database, who and why. Several processes
/// may write to one file.
/// </summary>
internal sealed class ChangeFile(string path, string database, RecordChange change, ChangeOrder order, IChangeReport rest) : IChangeReport
{
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
            throw ToolException.Usage($"The log '{path}' cannot be written: {error.Message} Nothing is changed. Name another file with --log or in '{ChangeOptions.LogVariable}'.", error);
        }
    }

    /// <summary>First the file, then the terminal: what scrolls away is written down by then.</summary>
    public void Changed(ChangedRecord record)
    {
        var line = Printable.Json(JsonSerializer.Serialize(new
        {
            At = TimeProvider.System.GetUtcNow(), Database = database, Action = change.Name, record.Id, record.MessageTypes, order.By, order.Reason,
        }, OneLine));

        using (var file = Open())
            file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));

        rest.Changed(record);
    }

    public Task FinishAsync(ChangeResult result, bool isComplete, CancellationToken cancellationToken) => rest.FinishAsync(result, isComplete, cancellationToken);

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
}
