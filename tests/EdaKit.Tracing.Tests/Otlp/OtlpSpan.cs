namespace EdaKit.Tracing.Tests.Otlp;

/// <summary>A span as it was exported, with what tests look at.</summary>
public sealed record OtlpSpan(string Source, string TraceId, string SpanId, string ParentSpanId, string Name)
{
    /// <summary>Reads the spans of an ExportTraceServiceRequest. The numbers are those of opentelemetry-proto.</summary>
    public static IEnumerable<OtlpSpan> ReadAll(byte[] request) =>
        from resource in Protobuf.Read(request).Where(field => field.Number == 1)
        from scope in Protobuf.Read(resource.Bytes).Where(field => field.Number == 2)
        let fields = Protobuf.Read(scope.Bytes).ToList()
        let source = fields.Where(field => field.Number == 1).SelectMany(field => Protobuf.Read(field.Bytes)).First(field => field.Number == 1).Text
        from span in fields.Where(field => field.Number == 2)
        select Of(source, Protobuf.Read(span.Bytes).ToList());

    private static OtlpSpan Of(string source, IReadOnlyList<Protobuf> fields)
    {
        return new(source, Hex(1), Hex(2), Hex(4), fields.First(field => field.Number == 5).Text);

        string Hex(int number) => Convert.ToHexStringLower(fields.FirstOrDefault(field => field.Number == number)?.Bytes ?? []);
    }
}
