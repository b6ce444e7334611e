using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>
/// Asks RabbitMQ's management API, which the plug-in <c>rabbitmq_management</c> has. Its counts of messages are up to five seconds old, as the broker is set up by default;
/// queues and bindings are those of the moment. It takes a request for each queue and each exchange, and no message out of any queue.
/// </summary>
public sealed class RabbitMqBroker : IFlowBroker, IDisposable
{
    /// <summary>How many exchanges lie between a contract and a queue: MassTransit has one, and people add theirs.</summary>
    private const int Farthest = 5;

    private readonly HttpClient _http;
    private readonly string _virtualHost;
    private readonly string _shown;

    /// <summary>Makes one. Nothing is asked yet.</summary>
    /// <param name="address">
    /// Where the API is, with user, password and virtual host: <c>http://guest:guest@localhost:15672/shop</c>. Without a path the virtual host is <c>/</c>. The user needs the
    /// tag <c>monitoring</c> or <c>management</c>.
    /// </param>
    /// <param name="timeout">How long a request may take. Default: 5 seconds.</param>
    /// <exception cref="ArgumentException">The address is no http or https address.</exception>
    public RabbitMqBroker(Uri address, TimeSpan? timeout = null)
    {
        Check(address);

        _virtualHost = address.AbsolutePath is { Length: > 1 } path ? Uri.UnescapeDataString(path[1..]) : "/";
        _shown = Shown(address)!;
        _http = new() { BaseAddress = new Uri(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/api/"), Timeout = timeout ?? TimeSpan.FromSeconds(5) };

        if (address.UserInfo.Length > 0)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
    }

    /// <inheritdoc/>
    public async Task<BrokerAnswer> AskAsync(BrokerQuestion question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);

        var bindings = new List<BrokerBinding>();
        foreach (var exchange in question.Exchanges.Distinct())
            bindings.AddRange((await FollowAsync(exchange, cancellationToken)).Select(queue => new BrokerBinding(exchange, queue)));

        var queues = new List<QueueState>();
        foreach (var name in question.Queues.Concat(bindings.Select(binding => binding.Queue)).Distinct())
        {
            if (await GetAsync<Queue>(cancellationToken, "queues", _virtualHost, name) is { } queue)
                queues.Add(new(name, queue.Ready, queue.Unacknowledged, queue.Consumers));
        }

        return new() { Queues = queues, Bindings = bindings };
    }

    /// <exception cref="ArgumentException">It is no http or https address.</exception>
    internal static void Check(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"{(Shown(address) is { } shown ? $"'{shown}'" : "What was given")} is no address of RabbitMQ's management API. Give one such as 'http://guest:guest@localhost:15672/shop'.", nameof(address));
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyCollection<string>> FollowAsync(string from, CancellationToken cancellationToken)
    {
        var (queues, seen) = (new HashSet<string>(), new HashSet<string> { from });
        var next = new List<string> { from };

        for (var far = 0; far < Farthest && next.Count > 0; far++)
        {
            var bindings = new List<Binding>();
            foreach (var exchange in next)
                bindings.AddRange(await GetAsync<List<Binding>>(cancellationToken, "exchanges", _virtualHost, exchange, "bindings", "source") ?? []);

            queues.UnionWith(bindings.Where(binding => binding.IsToQueue).Select(binding => binding.Destination));
            next = [.. bindings.Where(binding => !binding.IsToQueue).Select(binding => binding.Destination).Where(seen.Add)];
        }

        return queues;
    }

    /// <returns>Null where there is no such thing.</returns>
    private async Task<T?> GetAsync<T>(CancellationToken cancellationToken, params string[] path)
        where T : class
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(string.Join('/', path.Select(Uri.EscapeDataString)), UriKind.Relative), cancellationToken);

            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;

            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new FlowBrokerException($"RabbitMQ at '{_shown}' refuses the user. Give one with the tag 'monitoring' who may see the virtual host '{_virtualHost}', as in http://user:password@host:15672/shop.");

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FlowBrokerException($"RabbitMQ cannot be asked at '{_shown}': {error.Message} Give the address of its management API, mostly port 15672, and see that the plug-in rabbitmq_management is enabled.", error);
        }
    }

    // Without user and password. Where there is no authority, such as without a scheme, they may be anywhere.
    private static string? Shown(Uri address) =>
        address is { IsAbsoluteUri: true, Authority.Length: > 0 } ? address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped) : null;

    private sealed record Queue(
        [property: JsonPropertyName("messages_ready")] long Ready,
        [property: JsonPropertyName("messages_unacknowledged")] long Unacknowledged,
        [property: JsonPropertyName("consumers")] long Consumers);

    private sealed record Binding([property: JsonPropertyName("destination")] string Destination, [property: JsonPropertyName("destination_type")] string Kind)
    {
        public bool IsToQueue => Kind == "queue";
    }
}
