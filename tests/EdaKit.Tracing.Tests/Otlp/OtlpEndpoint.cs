using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdaKit.Tracing.Tests.Otlp;

/// <summary>
/// Receives spans by OTLP over HTTP. It does without ASP.NET Core, whose spans of the requests would be exported too, which makes requests.
/// </summary>
public sealed class OtlpEndpoint : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly Task _receiving;

    public OtlpEndpoint()
    {
        Address = new($"http://127.0.0.1:{FreePort()}/v1/traces");
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _receiving = Task.Run(ReceiveAsync);
    }

    public Uri Address { get; }

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _receiving;
        _listener.Close();
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            foreach (var span in OtlpSpan.ReadAll(body.ToArray()))
                _spans.Enqueue(span);

            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
