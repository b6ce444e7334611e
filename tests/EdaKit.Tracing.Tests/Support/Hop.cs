using System.Diagnostics;
using EdaKit.Tracing.Propagation;
using MassTransit;

namespace EdaKit.Tracing.Tests.Support;

/// <summary>What a consumer saw of the trace and the flow of its message.</summary>
public sealed record Hop(string Message, string TraceId, bool IsRecorded, string? State, string? Tenant, Guid? ConversationId, Guid? CausationId, Guid MessageId, string? TraceParent,
    IReadOnlyList<string> LinkedTraces)
{
    public static Hop Of<T>(ConsumeContext<T> context)
        where T : class
    {
        var activity = Activity.Current;
        return new(typeof(T).Name, activity?.TraceId.ToString() ?? "none", activity?.Recorded ?? false, activity?.TraceStateString, activity?.GetBaggageItem("tenant"),
            context.ConversationId, context.GetCausationId(), context.MessageId!.Value, context.ReceiveContext.TransportHeaders.Get<string>(TraceHeaders.TraceParent, null),
            [.. LinksOf(activity)]);
    }

    private static IEnumerable<string> LinksOf(Activity? activity)
    {
        for (; activity is not null; activity = activity.Parent)
        {
            foreach (var link in activity.Links)
                yield return link.Context.TraceId.ToString();
        }
    }
}
