using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdaKit.Audit.Wire;

/// <summary>
/// Stands between a worker and a server, and can cut their connections at any byte, hold what passes, or swallow what the server answers. Safe
/// for use by many threads.
/// </summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxyConnection, bool> _connections = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _stalled;
    private volatile bool _swallows;
    private long _swallowed;

    public Proxy(int server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect to, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <summary>Whether answers of the server are swallowed at the moment.</summary>
    internal bool Swallows => _swallows;

    /// <summary>Counts bytes that the server sent and the client never got.</summary>
    internal void Swallow(int bytes) => Interlocked.Add(ref _swallowed, bytes);

    /// <summary>Waits while everything is held.</summary>
    internal Task PassAsync() => _stalled?.Task ?? Task.CompletedTask;

    /// <summary>Cuts connections, each after so many more bytes in either direction; a message may be torn in the middle.</summary>
    /// <param name="bytes">How many bytes pass yet, asked once for each connection; below zero: this connection stays.</param>
    /// <returns>How many were chosen.</returns>
    public int Cut(Func<int> bytes)
    {
        var chosen = 0;
        foreach (var connection in _connections.Keys)
        {
            if (bytes() is not (>= 0 and var left))
                continue;

            connection.CutAfter(left);
            chosen++;
        }

        return chosen;
    }

    /// <summary>For a while the server hears everything and is not heard. Then all connections are cut: what was answered never arrives.</summary>
    /// <returns>How many bytes were swallowed.</returns>
    public async Task<long> LoseAnswersAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _swallowed);
        _swallows = true;
        try
        {
            await Task.Delay(duration, TimeProvider.System, cancellationToken);
        }
        finally
        {
            Cut(() => 0);
            _swallows = false;
        }

        return Interlocked.Read(ref _swallowed) - before;
    }

    /// <summary>Nothing passes for a while, in either direction. Nothing is lost.</summary>
    public async Task StallAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stalled = stalled;
        try
        {
            await Task.Delay(duration, TimeProvider.System, cancellationToken);
        }
        finally
        {
            _stalled = null;
            stalled.SetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var connection in _connections.Keys)
            connection.Close();

        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_closing.Token);
                _ = ServeAsync(client);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // This client gave up before it was let in; others come.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connection = new ProxyConnection(this, client, server);
        _connections[connection] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _closing.Token);
            await connection.PumpAsync();
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server is away: so is this connection.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
