using System.Text.Json;
using EdaKit.Telemetry;

namespace EdaKit.Contracts.Versions;

/// <summary>Reads an older version of a contract within a span.</summary>
internal sealed class TracedReader(string contract, int from, int to, ObjectReader read)
{
    public object Read(JsonElement wire, JsonSerializerOptions options)
    {
        using var span = VersionSpans.Start(SpanNames.Upcast, contract, from, to);

        try
        {
            return read(wire, options);
        }
        catch (Exception error)
        {
            span?.Fail(error);
            throw;
        }
    }
}
