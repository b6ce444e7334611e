using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EdaKit.Testing.Servers;

/// <summary>
/// The port mapper that an Erlang node needs. Left alone, RabbitMQ starts one as a daemon that nothing ever ends; so a
/// private node finds one running that belongs to us.
/// </summary>
internal sealed class EpmdPlan : PrivateServerPlan
{
    private EpmdPlan(ServerFolder folder, TimeSpan startTimeout, string program, int port)
        : base(folder, startTimeout)
    {
        Port = port;
        Command = new OwnedCommand(
            [program, "-port", port.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"],
            new Dictionary<string, string?>(),
            LastSignal: "KILL");
    }

    public override string Name => "Erlang's port mapper (epmd)";

    public override string StopSignal => "TERM";

    public override OwnedCommand Command { get; }

    public int Port { get; }

    public static EpmdPlan Create(string program, TimeSpan startTimeout) =>
        new(ServerFolder.Create("epmd"), startTimeout, program, LoopbackPort.TakeFree(1)[0]);

    public override async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
    }
}
