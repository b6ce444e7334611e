using System.Diagnostics;

namespace EdaKit.Tracing.Tests.Spans;

internal static class SpanTags
{
    /// <summary>The values of tags, in the order of their names.</summary>
    public static object?[] Tags(this Activity span, params string[] names) => [.. names.Select(span.GetTagItem)];
}
