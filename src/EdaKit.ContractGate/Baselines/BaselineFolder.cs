using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Baselines;

/// <summary>
/// The recorded versions of contracts, as files that a review can read: for each contract a folder of its name, in it <c>v1.json</c> and so on with the
/// schemas, and <c>v1.*.sample.json</c> with messages of that version.
/// </summary>
/// <param name="path">The folder. It need not be there yet.</param>
internal sealed class BaselineFolder(string path)
{
    private const string SampleSuffix = ".sample.json";

    private static readonly JsonDocumentOptions Format = new() { AllowDuplicateProperties = false };

    /// <summary>Finds a folder that is there.</summary>
    /// <param name="start">Where to begin to look: there, then in each folder above.</param>
    /// <param name="path">The folder, from one of those; or its full path.</param>
    /// <exception cref="ContractGateException">There is no such folder.</exception>
    public static BaselineFolder FindFrom(string start, string path)
    {
        for (var from = new DirectoryInfo(start); from is not null; from = from.Parent)
        {
            var candidate = System.IO.Path.Combine(from.FullName, path);
            if (Directory.Exists(candidate))
                return new(candidate);
        }

        throw new ContractGateException($"There is no folder '{path}' in '{start}' or above. Run 'edakit contracts update' to record the contracts, or make it and call ContractCheck.Update(), and name "
            + "the folder from the root of the repository.");
    }

    /// <summary>Where a version is recorded.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="version">The version.</param>
    /// <returns>The file, which need not be there.</returns>
    public string FileOf(string contract, int version) => System.IO.Path.Combine(path, contract, $"v{version}.json");

    /// <summary>Reads all that is recorded.</summary>
    /// <returns>The versions, by name, then by version.</returns>
    /// <exception cref="ContractGateException">A file is not what the gate wrote: no JSON, or a member is missing.</exception>
    public IReadOnlyList<Baseline> Read() => !Directory.Exists(path)
        ? []
        : [.. Directory.EnumerateDirectories(path).SelectMany(ReadContract).OrderBy(version => version.Contract, StringComparer.Ordinal).ThenBy(version => version.Version)];

    /// <summary>Records a version, in place of what was recorded of it. Samples that are there stay.</summary>
    /// <param name="baseline">The version.</param>
    public void Write(Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);

        var file = FileOf(baseline.Contract, baseline.Version);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        WriteJson(file, new JsonObject
        {
            ["contract"] = baseline.Contract,
            ["version"] = baseline.Version,
            ["oldestReader"] = baseline.OldestReader,
            ["writes"] = baseline.Schemas.Writes.DeepClone(),
            ["reads"] = baseline.Schemas.Reads.DeepClone(),
        });

        foreach (var (name, sample) in baseline.Samples)
        {
            var sampleFile = System.IO.Path.Combine(path, baseline.Contract, $"v{baseline.Version}.{name}{SampleSuffix}");
            if (!File.Exists(sampleFile))
                WriteJson(sampleFile, sample);
        }
    }

    private static void WriteJson(string file, JsonNode json) => File.WriteAllText(file, JsonText.OfFile(json));

    private static IEnumerable<Baseline> ReadContract(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "v*.json"))
        {
            if (VersionOf(file) is not { } version)
                continue;

            var json = ReadJson(file) as JsonObject ?? throw Unreadable(file, "it is no JSON object");
            var (contract, named) = (Member<string>(json, "contract", file), Member<int>(json, "version", file));

            if (contract != System.IO.Path.GetFileName(folder) || named != version)
                throw Unreadable(file, $"it says '{contract} v{named}', and its name says otherwise");

            yield return new(contract, version, Member<int>(json, "oldestReader", file), new(Schema(json, "writes", file), Schema(json, "reads", file)), SamplesOf(folder, version));
        }
    }

    /// <summary>The version in a file's name; null for samples and what else lies there.</summary>
    private static int? VersionOf(string file) =>
        int.TryParse(System.IO.Path.GetFileNameWithoutExtension(file).AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static Dictionary<string, JsonNode> SamplesOf(string folder, int version)
    {
        var start = $"v{version}.";
        return Directory.EnumerateFiles(folder, $"{start}*{SampleSuffix}").ToDictionary(
            file => System.IO.Path.GetFileName(file)[start.Length..^SampleSuffix.Length],
            file => ReadJson(file) ?? throw Unreadable(file, "it is the JSON value 'null'"));
    }

    private static JsonNode? ReadJson(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file), documentOptions: Format);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ContractGateException($"'{file}' cannot be read: {error.Message} Let go of the file, or give the right to read it.", error);
        }
        catch (JsonException error)
        {
            throw Unreadable(file, $"it is no JSON ({error.Message})", error);
        }
    }

    private static JsonObject Schema(JsonObject json, string member, string file)
    {
        var schema = json[member] as JsonObject ?? throw Unreadable(file, $"'{member}' is no schema");
        try
        {
            _ = JsonSchema.Parse(schema);
            return schema;
        }
        catch (SchemaException error)
        {
            throw Unreadable(file, $"'{member}' is no schema that can be compared ({error.Message})", error);
        }
    }

    private static T Member<T>(JsonObject json, string member, string file) =>
        json[member] is JsonValue value && value.TryGetValue<T>(out var found) ? found : throw Unreadable(file, $"'{member}' is missing, or of another type");

    private static ContractGateException Unreadable(string file, string reason, Exception? inner = null) =>
        new($"'{file}' cannot be read: {reason}. Put back what is in version control, or delete the file and record the version again with 'edakit contracts "
            + "update'.", inner);
}
