using EdaKit.AspNetCore.Flow;
using EdaKit.Identity;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts requests into the flows of messages.</summary>
public static class MessageFlowExtensions
{
    /// <summary>
    /// Has each request take part in a <see cref="MessageFlow"/>: messages that it publishes belong to one conversation, which the answer names in the header
    /// <c>EdaKit-Conversation-Id</c>, and so do log lines.
    /// </summary>
    /// <remarks>
    /// A caller that is in a flow itself, such as a consumer with a <c>MessageFlowHandler</c> of EdaKit.Tracing, says so in the headers of
    /// <see cref="MessageFlowHeaders"/>, and the request goes on with it; headers that hold no id are taken as missing. The ids only help to find things, and no
    /// right depends on them; where strangers may call and shall not join flows of others, have the gateway remove the headers. .NET itself takes over the trace.
    /// Put it early, before what publishes.
    /// </remarks>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static IApplicationBuilder UseMessageFlow(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        return app.UseMiddleware<MessageFlowMiddleware>();
    }
}
