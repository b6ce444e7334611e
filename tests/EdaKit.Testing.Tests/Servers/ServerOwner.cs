using System.Diagnostics;
using EdaKit.Testing.Servers;

namespace EdaKit.Testing.Tests.Servers;

/// <summary>This test program started a second time: it starts both servers, says where they are, and waits to be ended.</summary>
internal sealed class ServerOwner : IDisposable
{
    public const string Mode = "own-servers";

    private readonly Process _process;

    private ServerOwner(Process process, string postgreSql, Uri rabbitMq)
    {
        _process = process;
        PostgreSql = postgreSql;
        RabbitMq = rabbitMq;
    }

    public string PostgreSql { get; }

    public Uri RabbitMq { get; }

    public int ProcessId => _process.Id;

    public static async Task<ServerOwner> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ServerOwner).Assembly.Location);
        start.ArgumentList.Add(Mode);
        start.Environment.Remove(PostgreSqlServer.EnvironmentVariable);
        start.Environment.Remove(RabbitMqServer.EnvironmentVariable);
        var process = Process.Start(start)!;
        string? postgreSql = await process.StandardOutput.ReadLineAsync(cancellationToken);
        string? rabbitMq = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new ServerOwner(process, postgreSql!, new Uri(rabbitMq!));
    }

    /// <summary>What <see cref="Mode"/> runs. Ends without disposing anything when its input is closed.</summary>
    public static async Task<int> RunAsync()
    {
        var postgreSql = await PostgreSqlServer.StartAsync(new PostgreSqlServerOptions { Durable = false });
        var rabbitMq = await RabbitMqServer.StartAsync();
        Console.WriteLine(postgreSql.ConnectionString);
        Console.WriteLine(rabbitMq.Address);
        await Console.In.ReadLineAsync();
        return 0;
    }

    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
