using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Benchmarks.Protocol;

/// <summary>What a subject's process is to do. The runner gives it as an argument; the servers' addresses come by environment.</summary>
internal sealed record RunPlan
{
    public const string DatabaseVariable = "EDAKIT_BENCHMARK_DATABASE";
    public const string BrokerVariable = "EDAKIT_BENCHMARK_BROKER";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public required string Subject { get; init; }

    public required WorkloadKind Workload { get; init; }

    public StoreKind Store { get; init; }

    public TransportKind Transport { get; init; }

    /// <summary>How many messages are measured in each run.</summary>
    public required int Messages { get; init; }

    /// <summary>The number of the first message of the first run. Those that only warm up have lower ones.</summary>
    public const int FirstMeasured = 10_000_000;

    /// <summary>The number of a run's first message.</summary>
    /// <param name="run">The run; the first one is 0.</param>
    public int FirstOf(int run) => FirstMeasured + run * Messages;

    /// <summary>How many messages a round to get warm has.</summary>
    public required int WarmUp { get; init; }

    /// <summary>How many writers publish at once.</summary>
    public int Writers { get; init; } = 32;

    /// <summary>Over how many lanes the messages are spread; 0: none.</summary>
    public int Lanes { get; init; }

    /// <summary>Only stores the backlog that another process will relay.</summary>
    public bool StoresOnly { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static RunPlan FromJson(string json) =>
        JsonSerializer.Deserialize<RunPlan>(json, Json) ?? throw new JsonException("The plan is the JSON value 'null'.");

    /// <summary>The database of this run: a connection string.</summary>
    public static string Database => Variable(DatabaseVariable);

    /// <summary>The virtual host of this run.</summary>
    public static Uri Broker => new(Variable(BrokerVariable));

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"The environment variable '{name}' is not set. Start the runner, which sets it.");
}
