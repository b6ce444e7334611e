using System.Text.Json.Serialization;

namespace EdaKit.Flow.Graphs;

/// <summary>What is wrong with a flow. A code, once released, keeps its meaning.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowFindingCode>))]
public enum FlowFindingCode
{
    /// <summary>Two parts are of the same service.</summary>
    ServiceTwice,

    /// <summary>Somebody publishes a contract, and nobody listens to it.</summary>
    NobodyListens,

    /// <summary>Somebody listens to a contract, all services say what they publish, and nobody publishes it.</summary>
    NobodyPublishes,

    /// <summary>Somebody listens to a contract, and reads no version under which somebody publishes it.</summary>
    VersionNotRead,

    /// <summary>A message leads back to itself, through participants that do not remember how far they are, and nobody says that it is meant to.</summary>
    Loop,
}
