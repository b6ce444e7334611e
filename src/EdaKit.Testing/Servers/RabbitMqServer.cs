using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.Testing.Servers;

/// <summary>
/// A real RabbitMQ broker for tests: the one that the environment variable <c>EDAKIT_RABBITMQ</c> names by an
/// <c>amqp://</c> or <c>rabbitmq://</c> address, else a private node, started from this machine's binaries on free ports
/// of 127.0.0.1 with its own data folder. A private node ends with the process that started it, even if that process is
/// killed. <see cref="CreateVirtualHostAsync"/> and <see cref="CountMessagesAsync"/> may be called from many threads;
/// the other methods one at a time.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>The environment variable with the address of a broker to use instead of a private node.</summary>
    public const string EnvironmentVariable = "EDAKIT_RABBITMQ";

    /// <summary>
    /// The environment variable with the address of that broker's management API. Needed only where it is not
    /// <c>http</c> on the same host, 10,000 above the broker's port.
    /// </summary>
    public const string ManagementEnvironmentVariable = "EDAKIT_RABBITMQ_MANAGEMENT";

    private readonly PrivateServer? _own;
    private readonly RabbitMqManagement _management;
    private readonly ConcurrentQueue<string> _created = new();

    private RabbitMqServer(Uri address, Uri management, PrivateServer? own)
    {
        Address = address;
        ManagementAddress = management;
        _own = own;
        var (user, password) = RabbitMqAddress.Credentials(address);
        _management = new RabbitMqManagement(management, user, password);
    }

    /// <summary>
    /// The broker's address with user and password, as MassTransit's <c>cfg.Host(Uri)</c> takes it: <c>amqp://user:password@host:port/</c>.
    /// Stays the same when the broker starts again.
    /// </summary>
    public Uri Address { get; }

    /// <summary>Whether the broker is ours: it can be stopped, killed and started again, and is deleted on dispose.</summary>
    public bool IsPrivate => _own is not null;

    /// <summary>Where the management API is.</summary>
    internal Uri ManagementAddress { get; }

    /// <summary>
    /// Finds or starts a broker and returns when it answers. A private node takes some seconds: share it between tests.
    /// </summary>
    /// <param name="options">How a private node starts; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start; what was started is ended.</param>
    /// <returns>The broker. Dispose it.</returns>
    /// <exception cref="TestServerUnavailableException">
    /// There are no binaries and no variable, or the node did not come up in time; the message has the remedy or the end of the log.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="UriFormatException">A variable holds no address of the expected form.</exception>
    /// <exception cref="BrokerUnreachableException">The broker named by the variable cannot be reached.</exception>
    public static async Task<RabbitMqServer> StartAsync(
        RabbitMqServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RabbitMqServerOptions();
        TestServerRemedy.CheckTimeout(options.StartTimeout, nameof(options));
        if (options.Machine.Variable(EnvironmentVariable) is { } given)
        {
            var address = RabbitMqAddress.Parse(given, EnvironmentVariable);
            await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(cancellationToken);
            var management = RabbitMqAddress.Management(
                address, options.Machine.Variable(ManagementEnvironmentVariable), ManagementEnvironmentVariable);
            return new RabbitMqServer(address, management, own: null);
        }

        var (own, plan) = await PrivateServer.StartAsync(token => RabbitMqPlan.CreateAsync(options, token), cancellationToken);
        return new RabbitMqServer(plan.Address, plan.Management, own);
    }

    /// <summary>
    /// Creates a virtual host, an empty broker within the broker, in tens of milliseconds. On a broker that is not ours it
    /// is made through the management API, and deleted when this object is disposed.
    /// </summary>
    /// <param name="namePrefix">
    /// The start of its name; null for <c>test</c>. Letters become lower case, all but letters and digits become <c>_</c>,
    /// and what is beyond 40 characters is cut. A random end makes the name unique.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The address of the new virtual host.</returns>
    /// <exception cref="HttpRequestException">The management API cannot be reached, or refuses.</exception>
    public async Task<Uri> CreateVirtualHostAsync(string? namePrefix = null, CancellationToken cancellationToken = default)
    {
        string name = ServerNames.New(namePrefix);
        _created.Enqueue(name);
        await _management.CreateVirtualHostAsync(name, cancellationToken);
        return new Uri(Address, name);
    }

    /// <summary>Where the management API answers for a virtual host, with user and password: <c>http://user:password@host:port/name</c>.</summary>
    /// <param name="virtualHost">An address from <see cref="CreateVirtualHostAsync"/>, or <see cref="Address"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="virtualHost"/> is null.</exception>
    public Uri ManagementOf(Uri virtualHost)
    {
        ArgumentNullException.ThrowIfNull(virtualHost);
        var (user, password) = RabbitMqAddress.Credentials(Address);
        return new UriBuilder(new Uri(ManagementAddress, virtualHost.AbsolutePath.TrimStart('/'))) { UserName = Uri.EscapeDataString(user), Password = Uri.EscapeDataString(password) }.Uri;
    }

    /// <summary>Counts the messages that wait in a queue; those delivered and not yet acknowledged are not among them.</summary>
    /// <param name="virtualHost">An address from <see cref="CreateVirtualHostAsync"/>, or <see cref="Address"/>.</param>
    /// <param name="queue">The queue's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="virtualHost"/> is on another broker.</exception>
    /// <exception cref="OperationInterruptedException">There is no such queue.</exception>
    /// <exception cref="BrokerUnreachableException">The broker cannot be reached.</exception>
    public async Task<long> CountMessagesAsync(Uri virtualHost, string queue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(virtualHost);
        if (virtualHost.Authority != Address.Authority)
        {
            throw new ArgumentException(
                $"'{virtualHost.Authority}' is another broker than this one, '{Address.Authority}'; "
                + "give an address from CreateVirtualHostAsync.",
                nameof(virtualHost));
        }

        await using var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
        return declared.MessageCount;
    }

    /// <summary>Stops the node as an administrator would. Takes seconds. Does nothing if it is stopped.</summary>
    /// <param name="cancellationToken">Cancels the wait, not the stop.</param>
    /// <exception cref="InvalidOperationException">The broker is not ours.</exception>
    /// <exception cref="TimeoutException">It did not stop within 60 seconds.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => Own(nameof(StopAsync)).StopAsync(cancellationToken);

    /// <summary>Kills all the node's processes with SIGKILL, as a crash would. Does nothing if it is stopped.</summary>
    /// <param name="cancellationToken">Cancels the wait, not the kill.</param>
    /// <exception cref="InvalidOperationException">The broker is not ours.</exception>
    public Task KillAsync(CancellationToken cancellationToken = default) => Own(nameof(KillAsync)).KillAsync(cancellationToken);

    /// <summary>
    /// Starts a stopped or killed node on the same port and data, and returns when it answers: durable queues and their
    /// persistent messages are there. Does nothing if it runs.
    /// </summary>
    /// <param name="cancellationToken">Gives up the wait; the node may still come up.</param>
    /// <exception cref="InvalidOperationException">The broker is not ours.</exception>
    /// <exception cref="TestServerUnavailableException">It ended while starting, or did not come up in time.</exception>
    public Task StartAgainAsync(CancellationToken cancellationToken = default) =>
        Own(nameof(StartAgainAsync)).StartAgainAsync(cancellationToken);

    /// <summary><see cref="StopAsync"/>, then <see cref="StartAgainAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels the waits.</param>
    /// <exception cref="InvalidOperationException">The broker is not ours.</exception>
    /// <exception cref="TestServerUnavailableException">It ended while starting, or did not come up in time.</exception>
    /// <exception cref="TimeoutException">It did not stop within 60 seconds.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await StartAgainAsync(cancellationToken);
    }

    /// <summary>
    /// Ends a private node and deletes its data; deletes the virtual hosts created on another. A second call does nothing.
    /// </summary>
    /// <exception cref="HttpRequestException">A virtual host on a broker that is not ours could not be deleted.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
        else
        {
            while (_created.TryDequeue(out string? name))
                await _management.DeleteVirtualHostAsync(name, CancellationToken.None);
        }

        _management.Dispose();
    }

    private PrivateServer Own(string action) => _own ?? throw TestServerRemedy.NotOurs(EnvironmentVariable, action);
}
