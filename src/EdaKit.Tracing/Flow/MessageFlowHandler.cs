using System.Net.Http.Headers;
using EdaKit.Identity;

namespace EdaKit.Tracing.Flow;

/// <summary>
/// Sends with each HTTP request the ids of the flow in which it is made, so that the called service goes on with the conversation. .NET itself sends the trace.
/// </summary>
/// <remarks>
/// <para><c>services.AddHttpClient&lt;BankClient&gt;().AddHttpMessageHandler&lt;MessageFlowHandler&gt;()</c>; on the other side stands <c>app.UseMessageFlow()</c>
/// of EdaKit.AspNetCore. Outside of a flow it adds nothing, and headers that are there stay.</para>
/// <para>The ids are no secrets, but they are yours: do not add it to clients of services that need not know them.</para>
/// </remarks>
public sealed class MessageFlowHandler : DelegatingHandler
{
    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddFlow(request);
        return base.Send(request, cancellationToken);
    }

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddFlow(request);
        return base.SendAsync(request, cancellationToken);
    }

    private static void AddFlow(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (MessageFlow.Current is not { } flow)
            return;

        Add(request.Headers, MessageFlowHeaders.ConversationId, flow.ConversationId);
        Add(request.Headers, MessageFlowHeaders.CorrelationId, flow.CorrelationId);
        Add(request.Headers, MessageFlowHeaders.CausationId, flow.CausationId);
    }

    private static void Add(HttpRequestHeaders headers, string name, Guid? id)
    {
        if (id is not null && !headers.Contains(name))
            headers.Add(name, id.Value.ToString("D"));
    }
}
