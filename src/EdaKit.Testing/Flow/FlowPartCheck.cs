using EdaKit.Flow.Parts;

namespace EdaKit.Testing.Flow;

/// <summary>
/// Compares the part of a service with what is recorded of it in a folder that is checked in: so what changes between services is seen in review, and others have the part without running the service.
/// Call it in a test of the service.
/// </summary>
/// <example><code>
/// FlowPartCheck.Of(services.GetRequiredService&lt;FlowParts&gt;().Only(), "flow").Verify();
/// </code></example>
public sealed class FlowPartCheck
{
    private readonly FlowPart _part;
    private readonly string _folder;

    private FlowPartCheck(FlowPart part, string folder) => (_part, _folder) = (part, folder);

    /// <summary>Prepares a check.</summary>
    /// <param name="part">The part.</param>
    /// <param name="folder">The folder of the recorded parts, one file for each service: <c>billing.flow.json</c>.</param>
    /// <returns>The check.</returns>
    public static FlowPartCheck Of(FlowPart part, string folder)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        return new(part, folder);
    }

    /// <summary>Compares.</summary>
    /// <exception cref="FlowPartException">The part is not recorded, or is not what is recorded. The message has what differs, and the remedy.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Verify()
    {
        if (!File.Exists(FullName))
            throw new FlowPartException($"The part of '{_part.Service}' is not recorded in '{_folder}'. Call Record() once, and check its file in.");

        // Of line ends nobody but the checkout has a say.
        var recorded = File.ReadAllText(FullName).ReplaceLineEndings("\n");

        if (recorded != _part.ToJson())
            throw new FlowPartException($"The part of '{_part.Service}' is not what is recorded in '{FullName}':{Difference(recorded)}\nIf it is to be so, call Record(), and check the file in.");
    }

    /// <summary>Records the part as it is now.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string Record()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(FullName, _part.ToJson());
        return FullName;
    }

    private string FullName => _part.FileIn(_folder);

    private string Difference(string recorded)
    {
        var (before, now) = (FlowLines.Of(FlowPart.FromJson(recorded)), FlowLines.Of(_part));

        return string.Concat(before.Except(now).Select(line => $"\n  - {line}").Concat(now.Except(before).Select(line => $"\n  + {line}")));
    }
}
