using System.Globalization;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Timeline;

namespace EdaKit.Sagas.Definitions;

/// <summary>A version of a flow as it was recorded: what a running instance depends on, and the states in which one can be.</summary>
/// <param name="Name">The saga's name.</param>
/// <param name="Version">The flow's version.</param>
/// <param name="States">The names of its states.</param>
public sealed record RecordedFlow(string Name, int Version, IReadOnlyList<string> States)
{
    private const string StatesLine = "states ";

    /// <summary>Reads a file that <see cref="SagaDefinitionCheck.Record"/> wrote.</summary>
    /// <param name="file">The file's path.</param>
    /// <returns>The flow.</returns>
    /// <exception cref="SagaDefinitionException">The file is no recorded flow.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RecordedFlow Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var states = lines.FirstOrDefault(line => line.StartsWith(StatesLine, StringComparison.Ordinal));

        return lines.FirstOrDefault()?.Split(" v") is [var name, var number] && states is not null
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(name, version, states[StatesLine.Length..].Split(", "))
            : throw new SagaDefinitionException($"'{file}' is no recorded flow. Delete it, and call SagaDefinitionCheck.Record().");
    }

    /// <summary>What of a file is compared: all but the fingerprint, which follows from the rest, and the versions of messages, which older files have.</summary>
    internal static IReadOnlyList<string> Compared(IReadOnlyList<string> lines) => [.. lines.Take(1), .. lines.Skip(1).SkipLast(1).Select(MessageNames.WithoutVersions)];

    internal static IReadOnlyList<string> LinesOf(SagaFlow flow) => [.. flow.Describe(), StatesLine + string.Join(", ", flow.States), $"fingerprint {flow.Fingerprint()}"];
}
