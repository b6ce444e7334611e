using EdaKit.Testing.Servers;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.Testing.Tests.Servers;

public sealed class RabbitMqServerTests(RabbitMqFixture fixture)
{
    [Fact]
    public async Task CreateVirtualHostAsync_twice_keeps_queues_apart()
    {
        var first = await fixture.Server.CreateVirtualHostAsync("Shop", TestContext.Current.CancellationToken);
        var second = await fixture.Server.CreateVirtualHostAsync("Shop", TestContext.Current.CancellationToken);

        await SendPersistentAsync(first, "orders", 3);

        Assert.StartsWith("/shop_", first.AbsolutePath, StringComparison.Ordinal);
        Assert.True(await Patiently.WaitForAsync(
            async () => await fixture.Server.CountMessagesAsync(first, "orders", TestContext.Current.CancellationToken) == 3,
            TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<OperationInterruptedException>(
            () => fixture.Server.CountMessagesAsync(second, "orders", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task CountMessagesAsync_on_another_broker_throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => fixture.Server.CountMessagesAsync(new Uri("amqp://127.0.0.1:1/"), "orders", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Address_of_a_virtual_host_is_one_that_MassTransit_takes()
    {
        var address = await fixture.Server.CreateVirtualHostAsync(cancellationToken: TestContext.Current.CancellationToken);
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(address);
            configure.ReceiveEndpoint("greetings", endpoint => endpoint.Handler<Greeting>(context =>
            {
                received.TrySetResult(context.Message.Text);
                return Task.CompletedTask;
            }));
        });

        await bus.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            await bus.Publish(new Greeting("hello"), TestContext.Current.CancellationToken);
            Assert.Equal("hello", await received.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }
        finally
        {
            await bus.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    // Killed right after the declaration: one time in seven the node had not yet written down that the queue exists.
    [Fact]
    public async Task StartAgainAsync_after_kill_and_after_stop_keeps_port_queues_and_messages()
    {
        await using var server = await RabbitMqServer.StartAsync(
            new RabbitMqServerOptions { Machine = Machines.WithoutVariables }, TestContext.Current.CancellationToken);
        var address = await server.CreateVirtualHostAsync(cancellationToken: TestContext.Current.CancellationToken);
        await SendPersistentAsync(address, "orders", 5);

        await server.KillAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<BrokerUnreachableException>(
            () => server.CountMessagesAsync(address, "orders", TestContext.Current.CancellationToken));
        await server.StartAgainAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, await server.CountMessagesAsync(address, "orders", TestContext.Current.CancellationToken));
        await SendPersistentAsync(address, "orders", 1);
        await server.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(6, await server.CountMessagesAsync(address, "orders", TestContext.Current.CancellationToken));
        await server.CreateVirtualHostAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StartAsync_with_the_variables_uses_that_broker_and_leaves_it_as_it_was()
    {
        var machine = Machines.With(
            RabbitMqServer.EnvironmentVariable,
            fixture.Server.Address.ToString().Replace("amqp://guest:guest@", "rabbitmq://", StringComparison.Ordinal),
            RabbitMqServer.ManagementEnvironmentVariable,
            fixture.Server.ManagementAddress.ToString());

        var server = await RabbitMqServer.StartAsync(
            new RabbitMqServerOptions { Machine = machine }, TestContext.Current.CancellationToken);
        var address = await server.CreateVirtualHostAsync(cancellationToken: TestContext.Current.CancellationToken);
        await SendPersistentAsync(address, "orders", 1);

        Assert.False(server.IsPrivate);
        Assert.Equal(fixture.Server.Address, server.Address);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.KillAsync(TestContext.Current.CancellationToken));
        Assert.Contains("EDAKIT_RABBITMQ", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StopAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAgainAsync(TestContext.Current.CancellationToken));
        await server.DisposeAsync();
        await Assert.ThrowsAsync<OperationInterruptedException>(
            () => fixture.Server.CountMessagesAsync(address, "orders", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StartAsync_without_binaries_says_how_to_get_a_broker()
    {
        var missing = await Assert.ThrowsAsync<TestServerUnavailableException>(
            () => RabbitMqServer.StartAsync(new RabbitMqServerOptions { Machine = Machines.Bare }, TestContext.Current.CancellationToken));

        Assert.Equal(
            "No RabbitMQ broker for tests: the program 'rabbitmq-server' is not on this machine "
            + "and the environment variable 'EDAKIT_RABBITMQ' is not set. "
            + "Install the server (Debian and Ubuntu: apt-get install rabbitmq-server), "
            + "or run 'docker compose up -d' with the project's compose.yaml and set EDAKIT_RABBITMQ=amqp://guest:guest@127.0.0.1:5672.",
            missing.Message);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("http://127.0.0.1:5672")]
    public async Task StartAsync_with_a_variable_that_is_no_address_says_so(string text)
    {
        var options = new RabbitMqServerOptions { Machine = Machines.With(RabbitMqServer.EnvironmentVariable, text) };

        var wrong = await Assert.ThrowsAsync<UriFormatException>(
            () => RabbitMqServer.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains($"'EDAKIT_RABBITMQ' is '{text}'", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task SendPersistentAsync(Uri address, string queue, int count)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancelled);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancelled);
        for (int i = 0; i < count; i++)
        {
            await channel.BasicPublishAsync(
                "", queue, mandatory: true, new BasicProperties { Persistent = true }, new byte[] { 1 }, cancelled);
        }
    }
}
