using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Audit.Workers;

/// <summary>What the auditor tells a worker when it starts it.</summary>
/// <param name="Worker">Its number, from 0.</param>
/// <param name="Life">How often it was started before.</param>
/// <param name="Seed">The audit's seed.</param>
/// <param name="Database">An Npgsql connection string.</param>
/// <param name="Broker">The broker's virtual host.</param>
/// <param name="Writers">How many write at once.</param>
/// <param name="Accounts">How many accounts there are, and so lanes.</param>
/// <param name="Sabotage">What it does wrong on purpose.</param>
public sealed record WorkerSettings(int Worker, int Life, int Seed, string Database, Uri Broker, int Writers, int Accounts, Sabotage Sabotage)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    [JsonIgnore]
    public string Name => $"{Worker}.{Life}";

    /// <summary>Whether it uses EF Core's <c>EnableRetryOnFailure</c>: every second one does.</summary>
    [JsonIgnore]
    public bool RetriesOnFailure => Worker % 2 == 1;

    /// <summary>Whether its contexts come from a pool, and go back to it: all but the first worker's do.</summary>
    [JsonIgnore]
    public bool PoolsContexts => Worker > 0;

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static WorkerSettings Read(string text) =>
        JsonSerializer.Deserialize<WorkerSettings>(text, Json) ?? throw new ArgumentException($"'{text}' are no settings of a worker.", nameof(text));
}
