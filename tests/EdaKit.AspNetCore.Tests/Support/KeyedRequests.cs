using System.Net.Http.Headers;
using System.Text;
using EdaKit.AspNetCore.Idempotency;

namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>Requests with a key, and what tests look at of the answers.</summary>
public static class KeyedRequests
{
    public const string Charge = """{"account":"A-1","amount":12.50}""";

    public static async Task<Reply> PostAsync(this HttpClient client, string path, string? key, string body = Charge, Action<HttpRequestHeaders>? headers = null,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        if (key is not null)
            request.Headers.TryAddWithoutValidation(IdempotencyHeaderNames.Key, key);

        headers?.Invoke(request.Headers);
        using var response = await client.SendAsync(request, cancellationToken);

        return new(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}
