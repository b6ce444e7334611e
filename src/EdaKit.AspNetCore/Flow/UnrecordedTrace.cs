using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Flow;

/// <summary>
/// The trace of a request that nobody records. ASP.NET Core begins an activity only where somebody listens or logs; without one the caller's trace would end here, and
/// begin anew in the next service that does listen.
/// </summary>
internal static class UnrecordedTrace
{
    private const string ActivityName = "EdaKit.AspNetCore.Request";

    /// <summary>Goes on with the caller's trace where ASP.NET Core does not.</summary>
    /// <returns>What ends it; null where there is nothing to do.</returns>
    public static Activity? Continue(IHeaderDictionary headers)
    {
        if (Activity.Current is not null)
            return null;

        var propagator = DistributedContextPropagator.Current;
        propagator.ExtractTraceIdAndState(headers, Read, out var parent, out var state);
        if (!ActivityContext.TryParse(parent, state, isRemote: true, out var caller))
            return null;

        var activity = new Activity(ActivityName).SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        activity.TraceStateString = state;

        foreach (var (name, value) in propagator.ExtractBaggage(headers, Read) ?? [])
            activity.SetBaggage(name, value);

        return activity.Start();
    }

    private static void Read(object? carrier, string name, out string? value, out IEnumerable<string>? values) => (value, values) = (((IHeaderDictionary)carrier!)[name], null);
}
