using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdaKit.Audit.Wire;

/// <summary>The proxy between a client and a server that answers every line with the same line.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TcpClient _client = new();
    private readonly TaskCompletionSource<string> _heard = new();
    private Proxy? _proxy;

    public async ValueTask InitializeAsync()
    {
        _server.Start();
        _ = EchoAsync();
        _proxy = new(((IPEndPoint)_server.LocalEndpoint).Port);
        await _client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        Assert.Equal("hello", await AskAsync("hello"));
    }

    [Fact]
    public async Task Cut_tears_what_passes_after_so_many_bytes()
    {
        Assert.Equal(1, _proxy!.Cut(() => 3));

        await _client.GetStream().WriteAsync("goodbye\n"u8.ToArray());

        await Assert.ThrowsAsync<IOException>(() => ReadAsync());
    }

    [Fact]
    public async Task Cut_leaves_what_is_not_chosen()
    {
        Assert.Equal(0, _proxy!.Cut(() => -1));

        Assert.Equal("still there", await AskAsync("still there"));
    }

    [Fact]
    public async Task LoseAnswersAsync_lets_the_server_hear_and_nobody_hear_the_server()
    {
        var losing = _proxy!.LoseAnswersAsync(TimeSpan.FromSeconds(1), CancellationToken.None);

        await _client.GetStream().WriteAsync("commit\n"u8.ToArray());

        Assert.Equal("commit", await _heard.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("commit\n".Length, await losing);
        await Assert.ThrowsAsync<IOException>(() => ReadAsync());
    }

    [Fact]
    public async Task StallAsync_holds_what_passes_and_loses_nothing()
    {
        var stalling = _proxy!.StallAsync(TimeSpan.FromSeconds(1), CancellationToken.None);

        var asking = AskAsync("slow");

        Assert.Same(stalling, await Task.WhenAny(stalling, asking));
        Assert.Equal("slow", await asking);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _proxy!.DisposeAsync();
        _server.Dispose();
    }

    private async Task<string?> AskAsync(string line)
    {
        await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line}\n"));
        return await ReadAsync();
    }

    private async Task<string?> ReadAsync()
    {
        var bytes = new byte[100];
        var read = await _client.GetStream().ReadAsync(bytes).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return read == 0 ? throw new IOException("closed") : Encoding.ASCII.GetString(bytes, 0, read).TrimEnd();
    }

    private async Task EchoAsync()
    {
        using var connection = await _server.AcceptTcpClientAsync();
        using var reader = new StreamReader(connection.GetStream());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "commit")
                _heard.TrySetResult(line);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line}\n"));
        }
    }
}
