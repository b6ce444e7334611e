using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdaKit.AspNetCore.Idempotency.Requests;

/// <summary>Reads a request's body whole, up to a bound.</summary>
internal static class RequestBody
{
    private const int ReadAtOnce = 16 * 1024;

    /// <returns>The body, or null where it has more bytes than allowed.</returns>
    /// <exception cref="InvalidOperationException">Somebody has read the body before.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int mostBytes)
    {
        if (request.ContentLength > mostBytes)
            return null;

        if (request.Body.CanSeek)
            request.Body.Position = 0;

        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(ReadAtOnce);
        try
        {
            int read;

            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                if (read > mostBytes - body.Length)
                    return null;

                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            // It held what a client sent, which is not for the next who rents it.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        EnsureNotReadBefore(request, body.Length);
        return body.ToArray();
    }

    // A body that is gone would look like an empty one, and two different requests like the same.
    private static void EnsureNotReadBefore(HttpRequest request, long total)
    {
        if (total == 0 && (request.ContentLength > 0 || request.HttpContext.Features.Get<IFormFeature>()?.Form is { Count: > 0 } or { Files.Count: > 0 }))
        {
            throw new InvalidOperationException(
                $"The body of '{request.Method} {request.Path}' was read before its idempotency key could be looked at, as by a middleware that checks a form "
                + "against forgery. Call Request.EnableBuffering() before it.");
        }
    }
}
