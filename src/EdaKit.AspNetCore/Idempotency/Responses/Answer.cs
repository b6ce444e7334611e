using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>What a client is sent: what the endpoint answered, what was stored, or why there is neither.</summary>
internal abstract class Answer
{
    public abstract Task SendAsync(HttpContext context);

    /// <summary>The length is told even where the endpoint did not, so that the first answer and every later one are framed alike.</summary>
    protected static async Task SendBodyAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return;

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
