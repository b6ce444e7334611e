using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>A response as it was before the endpoint: what others have set on it must outlive what the endpoint did and is taken back.</summary>
internal sealed class UntouchedResponse(HttpResponse response)
{
    private readonly int _status = response.StatusCode;
    private readonly KeyValuePair<string, StringValues>[] _headers = [.. response.Headers];

    public void Restore()
    {
        response.StatusCode = _status;
        response.Headers.Clear();

        foreach (var (name, value) in _headers)
            response.Headers[name] = value;
    }
}
