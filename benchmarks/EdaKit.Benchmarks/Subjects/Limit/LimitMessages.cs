using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Benchmarks.Subjects.Limit;

internal sealed record LimitOrderPlaced(Guid OrderId, string Customer, decimal Total, string Note);

internal sealed record LimitOrderNoted(Guid OrderId);

/// <summary>Serialization without reflection, to bytes and from them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LimitOrderPlaced))]
[JsonSerializable(typeof(LimitOrderNoted))]
internal sealed partial class LimitJson : JsonSerializerContext;
