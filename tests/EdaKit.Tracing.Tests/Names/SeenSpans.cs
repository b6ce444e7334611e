using System.Diagnostics;
using System.Text;
using EdaKit.Telemetry;

namespace EdaKit.Tracing.Tests.Names;

/// <summary>Writes down which spans the sources of EdaKit have begun, and with which tags.</summary>
internal sealed class SeenSpans(IEnumerable<Activity> spans)
{
    public void WriteTo(StringBuilder text)
    {
        var ours = spans.Where(span => span.Source.Name.StartsWith("EdaKit.", StringComparison.Ordinal) && span.Kind != ActivityKind.Server).ToList();

        foreach (var source in ours.GroupBy(span => span.Source.Name).OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            text.Append("source ").AppendLine(source.Key);
            foreach (var span in source.GroupBy(span => span.DisplayName).OrderBy(span => span.Key, StringComparer.Ordinal))
            {
                text.Append("  span ").AppendLine(span.Key);
                WriteTags(text, span.Where(one => one.Status != ActivityStatusCode.Error));
            }
        }

        text.AppendLine("every span that failed");
        WriteTags(text, ours.Where(span => span.Status == ActivityStatusCode.Error), tag => tag == TagNames.ErrorType);
    }

    private static void WriteTags(StringBuilder text, IEnumerable<Activity> spans, Func<string, bool>? choose = null)
    {
        foreach (var tag in spans.SelectMany(span => span.TagObjects).Select(tag => tag.Key).Where(choose ?? (_ => true)).Distinct().Order(StringComparer.Ordinal))
            text.Append("    ").AppendLine(tag);
    }
}
