using System.Net.Sockets;

namespace EdaKit.Audit.Wire;

/// <summary>One connection through the proxy.</summary>
internal sealed class ProxyConnection : IDisposable
{
    private const int Never = int.MaxValue;
    private const int BufferSize = 16 * 1024;

    private readonly Proxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server;
    private int _bytesLeft = Never;

    public ProxyConnection(Proxy proxy, Socket client, Socket server)
    {
        _proxy = proxy;
        _client = client;
        _server = server;
        _client.NoDelay = true;
        _server.NoDelay = true;
    }

    /// <summary>Lets so many more bytes pass, and then cuts. Zero: at once.</summary>
    public void CutAfter(int bytes)
    {
        Volatile.Write(ref _bytesLeft, bytes);
        if (bytes == 0)
            Close();
    }

    /// <summary>Carries bytes both ways until one side ends.</summary>
    public async Task PumpAsync()
    {
        await Task.WhenAny(CarryAsync(_client, _server, isAnswer: false), CarryAsync(_server, _client, isAnswer: true));
        Close();
    }

    /// <summary>Cuts the connection as a crashed machine or a firewall would: with a reset.</summary>
    public void Close()
    {
        Reset(_client);
        Reset(_server);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private async Task CarryAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var received)
            {
                await _proxy.PassAsync();

                if (isAnswer && _proxy.Swallows)
                {
                    _proxy.Swallow(received);
                    continue;
                }

                var passing = Take(received);
                for (var sent = 0; sent < passing;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, passing - sent));

                if (passing < received)
                    return;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // One side is gone, or the connection was cut.
        }
    }

    /// <summary>How many of these bytes pass yet.</summary>
    private int Take(int bytes)
    {
        if (Volatile.Read(ref _bytesLeft) == Never)
            return bytes;

        var left = Interlocked.Add(ref _bytesLeft, -bytes);
        return left >= 0 ? bytes : Math.Max(0, bytes + left);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
