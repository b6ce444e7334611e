using System.Text.Json;

namespace EdaKit.Benchmarks.Protocol;

/// <summary>The clock before and after a unit of work.</summary>
internal readonly record struct Moments(long Began, long Returned);

/// <summary>What a subject's process tells of itself when a run is done: one line of JSON on standard output.</summary>
internal sealed record SubjectReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Processor time, user and system, from the word to go until the word to stop.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The most memory the process ever held.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>What was allocated between the two words.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>When each unit of work began and when it returned, by the machine's monotonic clock; latency only.</summary>
    public Dictionary<int, Moments> Saved { get; init; } = [];

    /// <summary>Messages at a far end inside the process, which only a transport in memory has.</summary>
    public int Arrived { get; init; }

    public int Duplicates { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static SubjectReport FromJson(string json) =>
        JsonSerializer.Deserialize<SubjectReport>(json, Json) ?? throw new JsonException("The report is the JSON value 'null'.");
}
