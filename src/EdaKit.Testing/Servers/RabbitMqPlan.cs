using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace EdaKit.Testing.Servers;

/// <summary>A private RabbitMQ node with its management API, on its own ports and folder, and with its own port mapper.</summary>
internal sealed class RabbitMqPlan : PrivateServerPlan
{
    private readonly int _port;
    private readonly PrivateServer _epmd;

    private RabbitMqPlan(ServerFolder folder, TimeSpan startTimeout, int port, int managementPort, OwnedCommand command, PrivateServer epmd)
        : base(folder, startTimeout)
    {
        _port = port;
        _epmd = epmd;
        Command = command;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{port}/"));
        Management = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{managementPort}/"));
    }

    public override string Name => "RabbitMQ";

    public override string StopSignal => "TERM";

    public override OwnedCommand Command { get; }

    public Uri Address { get; }

    public Uri Management { get; }

    public static async Task<RabbitMqPlan> CreateAsync(RabbitMqServerOptions options, CancellationToken cancellationToken)
    {
        string server = Find(options.Machine, "rabbitmq-server");
        string program = Find(options.Machine, "epmd");
        var (epmd, mapper) = await PrivateServer.StartAsync(
            _ => Task.FromResult(EpmdPlan.Create(program, options.StartTimeout)), cancellationToken);
        int[] ports = LoopbackPort.TakeFree(3);
        var folder = ServerFolder.Create("rabbitmq");
        return new RabbitMqPlan(folder, options.StartTimeout, ports[0], ports[1], Node(server, folder, ports, mapper.Port), epmd);
    }

    public override async Task ProbeAsync(CancellationToken cancellationToken)
    {
        // A refused connection costs the client library far more than a socket; ask the socket first.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
        await using var connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await _epmd.DisposeAsync();
        await base.DisposeAsync();
    }

    private static OwnedCommand Node(string server, ServerFolder folder, int[] ports, int epmdPort)
    {
        Directory.CreateDirectory(folder.In("conf.d"));
        string name = $"edakit{Guid.NewGuid():N}"[..18];
        return new OwnedCommand(
            [server],
            new Dictionary<string, string?>
            {
                ["HOME"] = folder.Path,
                ["RABBITMQ_NODENAME"] = $"{name}@localhost",
                ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODE_PORT"] = Text(ports[0]),
                ["RABBITMQ_DIST_PORT"] = Text(ports[2]),
                ["ERL_EPMD_PORT"] = Text(epmdPort),
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_MNESIA_BASE"] = folder.In("data"),
                ["RABBITMQ_LOG_BASE"] = folder.In("log"),
                ["RABBITMQ_LOGS"] = "-",
                ["RABBITMQ_CONFIG_FILE"] = folder.Write("rabbitmq.conf", Configuration(ports[1])),
                ["RABBITMQ_CONFIG_FILES"] = folder.In("conf.d"),
                ["RABBITMQ_ADVANCED_CONFIG_FILE"] = folder.Write("advanced.config", "[]."),
                ["RABBITMQ_CONF_ENV_FILE"] = folder.Write("rabbitmq-env.conf", ""),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.Write("enabled_plugins", "[rabbitmq_management]."),
                ["ERL_CRASH_DUMP"] = folder.In("erl_crash.dump"),

                // Erlang's own listener would otherwise be open to the network. And definitions would stay in the node's
                // memory for about two seconds, so that a kill could lose a durable queue but not its messages. An idle scheduler sleeps
                // instead of spinning, as RabbitMQ's guide to its runtime advises for nodes that share a machine.
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                    "+sbwt none +sbwtdcpu none +sbwtdio none "
                    + "-kernel inet_dist_use_interface {127,0,0,1} -mnesia dump_log_write_threshold 1",

                // Makes the start script become the node instead of its parent, so that signals reach the node.
                ["RUNNING_UNDER_SYSTEMD"] = "true",
                ["NOTIFY_SOCKET"] = null,
            },
            LastSignal: "KILL");
    }

    private static string Configuration(int managementPort) => string.Create(CultureInfo.InvariantCulture, $"""
        disk_free_limit.absolute = 20MB
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {managementPort}
        collect_statistics_interval = 1000

        """);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Find(Machine machine, string program) =>
        machine.FindProgram(program)
        ?? throw TestServerRemedy.MissingProgram(
            "RabbitMQ broker", program, "rabbitmq-server", RabbitMqServer.EnvironmentVariable, "amqp://guest:guest@127.0.0.1:5672");
}
