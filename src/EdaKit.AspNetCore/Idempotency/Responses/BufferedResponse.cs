using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>
/// A response that the endpoint has given and nobody has seen: the client must not hear of an order that may still be rolled back. Status and
/// headers stand on the context, the body is kept here.
/// </summary>
internal sealed class BufferedResponse(BoundedBody body) : Answer
{
    /// <summary>Whether the endpoint wrote more than is kept. Then there is nothing to send.</summary>
    public bool IsTooLarge => body.IsTooLarge;

    /// <summary>Runs an endpoint and keeps what it answers.</summary>
    public static async Task<BufferedResponse> CaptureAsync(HttpContext context, int mostBytes, RequestDelegate endpoint)
    {
        var body = new BoundedBody(mostBytes);
        var outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var inner = new WholeResponseFeature(body, outer);

        context.Features.Set<IHttpResponseBodyFeature>(inner);
        try
        {
            await endpoint(context);
            await inner.CompleteAsync();
        }
        catch (Exception) when (body.IsTooLarge)
        {
            // Whatever it became on its way through the endpoint: this is why, and IsTooLarge says it.
        }
        finally
        {
            // The exception handler of the application writes to the client itself.
            inner.Dispose();
            context.Features.Set(outer);
        }

        return new(body);
    }

    /// <summary>What of the response is stored.</summary>
    public StoredResponse ToStored(HttpContext context, IdempotencyOptions options) => StoredResponse.Of(
        context.Response.StatusCode,
        context.Response.Headers.Where(header => options.ReplayedHeaders.Contains(header.Key))
            .ToDictionary(header => header.Key, header => header.Value.ToArray()),
        body.Bytes.ToArray());

    public override Task SendAsync(HttpContext context) => SendBodyAsync(context, body.Bytes);

    /// <summary>A stream is sent while it is made, and this is sent when it is committed: whoever asks for the one must hear that it gets the other.</summary>
    private sealed class WholeResponseFeature(Stream body, IHttpResponseBodyFeature outer) : StreamResponseBodyFeature(body, outer)
    {
        public override void DisableBuffering() => throw new InvalidOperationException(
            "The endpoint streams its response, and an answer under an idempotency key is stored whole before it is sent. Answer with less, or take "
            + "RequireIdempotencyKey or AcceptIdempotencyKey off the endpoint.");
    }
}
