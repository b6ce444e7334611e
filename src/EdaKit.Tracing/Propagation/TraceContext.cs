using System.Diagnostics;
using MassTransit;
using MassTransit.Logging;

namespace EdaKit.Tracing.Propagation;

/// <summary>Where in which trace a message is sent, as W3C writes it.</summary>
internal sealed class TraceContext
{
    /// <summary>The name of the activity in which a message is handled that nobody records.</summary>
    public const string ActivityName = "EdaKit.Tracing.Receive";

    private static readonly DistributedContextPropagator W3C = DistributedContextPropagator.CreateW3CPropagator();

    private readonly string _parent;
    private readonly string? _state;
    private readonly string? _baggage;

    private TraceContext(string parent, string? state, string? baggage)
    {
        (_parent, _state, _baggage) = (parent, state, baggage);
        Sender = ActivityContext.TryParse(parent, state, isRemote: true, out var sender) ? sender : default;
    }

    /// <summary>The span that sent the message.</summary>
    public ActivityContext Sender { get; }

    /// <summary>The one that a message came with; null where it came with none, or with one that nobody can read.</summary>
    public static TraceContext? Of(ConsumeContext message)
    {
        if ((Read(message, TraceHeaders.TraceParent) ?? Read(message, DiagnosticHeaders.ActivityId)) is not { } parent)
            return null;

        var context = new TraceContext(parent, Read(message, TraceHeaders.TraceState), Read(message, TraceHeaders.Baggage));
        return context.Sender == default ? null : context;
    }

    /// <summary>
    /// Writes the one of an activity, sampled or not, to a message, for W3C's readers and for MassTransit's own. What is there stays, unless it is there because MassTransit
    /// copies the headers of the message that is handled.
    /// </summary>
    public static void Write(Activity activity, SendHeaders headers, ConsumeContext? cause)
    {
        W3C.Inject(activity, (headers, cause), static (carrier, name, value) =>
        {
            var (headers, cause) = ((SendHeaders, ConsumeContext?))carrier!;
            headers.Set(name, value, overwrite: IsCopied(headers, name, cause));
        });
        headers.Set(DiagnosticHeaders.ActivityId, activity.Id, overwrite: false);
    }

    /// <summary>Whether what is written there is none of the application's own.</summary>
    /// <param name="headers">The message's headers.</param>
    /// <param name="sending">MassTransit's activity that sends. It hangs on the one that was written here.</param>
    /// <param name="isRelayed">Whether the message was stored meanwhile, so that there are others between them. All are of one trace.</param>
    public static bool IsUntouched(SendHeaders headers, Activity sending, bool isRelayed) => !headers.TryGetHeader(TraceHeaders.TraceParent, out var parent)
        || (ActivityContext.TryParse(parent?.ToString(), null, out var first) && first.TraceId == sending.TraceId && (isRelayed || first.SpanId == sending.ParentSpanId));

    /// <summary>Writes it to a message in the same way.</summary>
    public void WriteTo(SendHeaders headers)
    {
        headers.Set(TraceHeaders.TraceParent, _parent, overwrite: false);
        headers.Set(DiagnosticHeaders.ActivityId, _parent, overwrite: false);

        if (_state is not null)
            headers.Set(TraceHeaders.TraceState, _state, overwrite: false);
        if (_baggage is not null)
            headers.Set(TraceHeaders.Baggage, _baggage, overwrite: false);
    }

    /// <summary>Gives an activity what came with the message and that it does not have itself.</summary>
    public void RestoreTo(Activity activity)
    {
        if (activity.TraceId == Sender.TraceId)
            activity.TraceStateString ??= _state;
        else if (activity.Links.All(link => link.Context.TraceId != Sender.TraceId))
            activity.AddLink(new(Sender));

        foreach (var (name, value) in ReadBaggage())
        {
            if (activity.GetBaggageItem(name) is null)
                activity.SetBaggage(name, value);
        }
    }

    /// <summary>Begins an activity that nobody records, so that the trace goes on: into log lines, calls by HTTP, and all messages that follow.</summary>
    /// <param name="isLinked">Whether a trace of its own begins, which is linked.</param>
    public Activity Continue(bool isLinked)
    {
        var activity = new Activity(ActivityName);

        if (!isLinked)
            activity.SetParentId(Sender.TraceId, Sender.SpanId, Sender.TraceFlags);

        activity.Start();
        RestoreTo(activity);
        return activity;
    }

    private IEnumerable<KeyValuePair<string, string?>> ReadBaggage() => _baggage is null ? [] : W3C.ExtractBaggage(_baggage,
        static (object? carrier, string name, out string? value, out IEnumerable<string>? values) => (value, values) = (name == TraceHeaders.Baggage ? (string?)carrier : null, null)) ?? [];

    private static bool IsCopied(SendHeaders headers, string name, ConsumeContext? cause) => cause is not null
        && headers.TryGetHeader(name, out var value) && cause.Headers.TryGetHeader(name, out var other) && Equals(value, other);

    // What a relay or a sender outside MassTransit wrote stands in the transport's headers only.
    private static string? Read(ConsumeContext message, string name) =>
        message.ReceiveContext.TransportHeaders.Get<string>(name, null) ?? message.Headers.Get<string>(name, null);
}
