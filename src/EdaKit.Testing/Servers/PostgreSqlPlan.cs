using System.Globalization;
using Npgsql;

namespace EdaKit.Testing.Servers;

/// <summary>A private PostgreSQL server: a new data folder and a command on its own port.</summary>
internal sealed class PostgreSqlPlan : PrivateServerPlan
{
    private const string User = "postgres";
    private const string Remedy = "host=127.0.0.1;username=postgres;password=postgres";

    private PostgreSqlPlan(ServerFolder folder, TimeSpan startTimeout, int port, OwnedCommand command)
        : base(folder, startTimeout)
    {
        Command = command;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Username = User, Database = "postgres",
        }.ConnectionString;
    }

    public override string Name => "PostgreSQL";

    // Fast shutdown: open transactions are rolled back, the rest is written.
    public override string StopSignal => "INT";

    public override OwnedCommand Command { get; }

    public string ConnectionString { get; }

    public static async Task<PostgreSqlPlan> CreateAsync(PostgreSqlServerOptions options, CancellationToken cancellationToken)
    {
        string initdb = Find(options.Machine, "initdb");
        string postgres = Find(options.Machine, "postgres");
        string[] asUser = AsUser(options.Machine);
        var folder = ServerFolder.Create("postgresql");
        try
        {
            string data = folder.In("data");
            Directory.CreateDirectory(data);
            if (asUser.Length > 0)
                await RunAsync([options.Machine.FindProgram("chown") ?? "chown", User, data], folder, cancellationToken);
            await RunAsync(
                [.. asUser, initdb, "-D", data, "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "-N"], folder, cancellationToken);

            int port = LoopbackPort.TakeFree(1)[0];
            string[] line = [.. asUser, postgres, "-D", data, .. Settings(options, port)];

            // Immediate shutdown rather than SIGKILL, which would leave a shared memory segment behind.
            return new PostgreSqlPlan(folder, options.StartTimeout, port, new OwnedCommand(line, NoVariables, LastSignal: "QUIT"));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public override async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
    }

    private static Dictionary<string, string?> NoVariables => [];

    private static string[] Settings(PostgreSqlServerOptions options, int port)
    {
        List<string> settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
        ];

        // Not synchronous_commit=off: it leaves commits in the server's own memory, and KillAsync would lose them.
        if (!options.Durable)
            settings.AddRange(["fsync=off", "full_page_writes=off"]);
        return [.. settings.SelectMany(setting => (string[])["-c", setting])];
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsUser(Machine machine) =>
        Environment.IsPrivilegedProcess
            ? [Find(machine, "setpriv"), $"--reuid={User}", $"--regid={User}", "--init-groups", "--"]
            : [];

    private static string Find(Machine machine, string program) =>
        machine.FindProgram(program)
        ?? throw TestServerRemedy.MissingProgram(
            "PostgreSQL server", program, "postgresql", PostgreSqlServer.EnvironmentVariable, $"'{Remedy}'");

    private static async Task RunAsync(string[] line, ServerFolder folder, CancellationToken cancellationToken)
    {
        var command = new OwnedCommand(line, NoVariables, LastSignal: "KILL");
        using var process = await OwnedProcess.StartAsync(command, folder, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new TestServerUnavailableException(
                $"'{string.Join(' ', line)}' ended with exit code '{process.ExitCode}'. "
                + $"Its output:{Environment.NewLine}{folder.LogTail()}");
        }
    }
}
