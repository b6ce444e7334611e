using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace EdaKit.Testing.Servers;

/// <summary>The few calls of RabbitMQ's management API that a test server needs.</summary>
internal sealed class RabbitMqManagement : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _user;

    public RabbitMqManagement(Uri address, string user, string password)
    {
        _user = user;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    public async Task CreateVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        using var created = await _http.PutAsync(Api("vhosts", name), content: null, cancellationToken);
        created.EnsureSuccessStatusCode();
        var everything = new { configure = ".*", write = ".*", read = ".*" };
        using var granted = await _http.PutAsJsonAsync(Api("permissions", name, _user), everything, cancellationToken);
        granted.EnsureSuccessStatusCode();
    }

    public async Task DeleteVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        using var deleted = await _http.DeleteAsync(Api("vhosts", name), cancellationToken);
        deleted.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private static Uri Api(params string[] parts) =>
        new("api/" + string.Join('/', parts.Select(Uri.EscapeDataString)), UriKind.Relative);
}
