namespace EdaKit.Flow.Parts;

/// <summary>
/// What one service contributes to the flow: who in it listens to what, and publishes what. Services export their parts as files, and a test or the tool puts them together. Immutable.
/// </summary>
/// <remarks>The JSON is stable: names are only added, and a file that another version wrote is read, or refused with the remedy.</remarks>
/// <param name="Service">The service.</param>
public sealed record FlowPart(string Service)
{
    /// <summary>How the files of parts end.</summary>
    public const string FileSuffix = ".flow.json";

    /// <summary>Who takes part. Default: nobody.</summary>
    public IReadOnlyList<FlowParticipant> Participants { get; init; } = [];

    /// <summary>Whether the service says anywhere what it publishes, so that it publishes nothing else. Default: false, it might publish anything.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether it is nobody's code here, and somebody at the edge of the system. Default: false.</summary>
    public bool IsOutside { get; init; }

    /// <summary>Where its file is, in a folder with one for each service.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>For example <c>flow/billing.flow.json</c>.</returns>
    public string FileIn(string folder) => Path.Combine(folder, string.Join('-', Service.Split(Path.GetInvalidFileNameChars())) + FileSuffix);

    /// <summary>
    /// Names somebody outside: a customer, a system of another firm, a team that has no parts. What comes from there or goes there is then published, or listened to.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="publishes">The names of the contracts that come from there.</param>
    /// <param name="listensTo">The names of the contracts that go there.</param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static FlowPart Outside(string name, IEnumerable<string>? publishes = null, IEnumerable<string>? listensTo = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        return new(name)
        {
            IsOutside = true,
            IsDeclared = true,
            Participants =
            [
                new(name, ParticipantKind.Other)
                {
                    ListensTo = [.. (listensTo ?? []).Select(contract => new FlowInput(contract))],
                    Publishes = [.. (publishes ?? []).Select(contract => new FlowOutput(contract) { Sometimes = true })],
                    IsDeclared = true,
                },
            ],
        };
    }

    /// <summary>
    /// Adds what was seen of the service where it does not say what it publishes: of consumers and sagas that declare nothing, and of what publishes outside of them. Who listens the part itself knows.
    /// </summary>
    /// <param name="seen">What was seen, such as what journals have.</param>
    /// <returns>The part with it. Whether it <see cref="IsDeclared"/> stays as it is.</returns>
    public FlowPart With(FlowPart seen)
    {
        ArgumentNullException.ThrowIfNull(seen);

        var known = Participants.Where(one => one.Kind == ParticipantKind.Other).SelectMany(one => one.Publishes).Select(output => output.Contract).ToHashSet(StringComparer.Ordinal);
        var others = seen.Participants.Where(one => one.Kind == ParticipantKind.Other)
            .Select(one => one with { Publishes = [.. one.Publishes.Where(output => !known.Contains(output.Contract))] }).Where(one => one.Publishes.Count > 0);

        return this with { Participants = [.. Participants.Select(one => one.IsDeclared ? one : one.With(seen.Participants.FirstOrDefault(other => other.Name == one.Name && other.Kind != ParticipantKind.Other))), .. others] };
    }

    /// <summary>The part as the text of a file, the same for the same part.</summary>
    /// <returns>JSON in lines, with a line end behind it.</returns>
    public string ToJson() => FlowPartJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote, or somebody by hand.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The part.</returns>
    /// <exception cref="FlowPartException">The text is no part, or one of a later format.</exception>
    public static FlowPart FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);

        return FlowPartJson.Read(json, "The text");
    }

    /// <summary>Reads the parts in files.</summary>
    /// <param name="paths">Files, and folders, of which each file is read whose name ends with <see cref="FileSuffix"/>.</param>
    /// <returns>The parts, by service.</returns>
    /// <exception cref="FlowPartException">There is no such file or folder, a folder has no part, or a file is none or of a later format.</exception>
    public static IReadOnlyList<FlowPart> Read(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);

        return [.. paths.SelectMany(FilesOf).Distinct().Select(file => FlowPartJson.Read(TextOf(file), $"'{file}'")).OrderBy(part => part.Service, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
            return [path];

        var files = Directory.EnumerateFiles(path, $"*{FileSuffix}").Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new FlowPartException($"The folder '{path}' has no file that ends with '{FileSuffix}'. Let a test of each service record its part there: FlowPartCheck.Of(part, folder).Record().");
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FlowPartException($"'{file}' cannot be read: {error.Message} Name a file or folder with parts of a flow.", error);
        }
    }
}
