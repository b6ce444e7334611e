using EdaKit.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Flow;

/// <summary>Handles a request in the flow that its caller names, or in a new one.</summary>
internal sealed class MessageFlowMiddleware(RequestDelegate next, ILogger<MessageFlowMiddleware> logger)
{
    private static readonly Func<ILogger, Guid, IDisposable?> Scope = LoggerMessage.DefineScope<Guid>("ConversationId:{ConversationId}");

    public async Task InvokeAsync(HttpContext context)
    {
        var flow = FlowOf(context.Request.Headers);

        // Not at once: a handler of exceptions clears the headers.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.TryAdd(MessageFlowHeaders.ConversationId, flow.ConversationId.ToString("D"));
            return Task.CompletedTask;
        });

        using (UnrecordedTrace.Continue(context.Request.Headers))
        using (flow.Enter())
        using (Scope(logger, flow.ConversationId))
            await next(context);
    }

    private static MessageFlow FlowOf(IHeaderDictionary headers) => Read(headers, MessageFlowHeaders.ConversationId) is { } conversation
        ? new(conversation, Read(headers, MessageFlowHeaders.CorrelationId), Read(headers, MessageFlowHeaders.CausationId))
        : MessageFlow.Begin();

    // What is no id is as good as none: a request is not refused for how it would be found later.
    private static Guid? Read(IHeaderDictionary headers, string name) => Guid.TryParse(headers[name], out var id) && id != Guid.Empty ? id : null;
}
