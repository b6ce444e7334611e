using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>A stored response, sent again.</summary>
internal sealed class Replay(StoredResponse stored) : Answer
{
    public int Status => stored.Status;

    public override Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = stored.Status;

        foreach (var (name, values) in stored.ReadHeaders())
            context.Response.Headers[name] = values;

        context.Response.Headers[IdempotencyHeaderNames.Replayed] = "true";
        return SendBodyAsync(context, stored.Body);
    }
}
