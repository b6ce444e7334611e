using EdaKit.Configuration;
using EdaKit.Startup;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.CloudEvents.Tests.Support;

/// <summary>A bus in memory with EdaKit on it and no outbox, as a user would write it.</summary>
public sealed class TestBus : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _started;

    private TestBus(ServiceProvider services)
    {
        _services = services;
    }

    public IServiceProvider Services => _services;

    public IBusControl Bus => _services.GetRequiredService<IBusControl>();

    public Received Received => _services.GetRequiredService<Received>();

    /// <summary>What came to the endpoints.</summary>
    public Wire Wire { get; } = new();

    public static TestBus Build(Action<TestBusConfiguration> configure)
    {
        var configuration = new TestBusConfiguration();
        configure(configuration);

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<Received>();
        configuration.Services?.Invoke(services);

        services.AddMassTransit(x =>
        {
            configuration.Registration?.Invoke(x);

            if (configuration.AddEdaKit)
                x.AddEdaKit(eda => configuration.EdaKit?.Invoke(eda));

            x.UsingInMemory((context, bus) =>
            {
                configuration.BeforeEdaKit?.Invoke(context, bus);

                for (var i = 0; i < configuration.UseEdaKitTimes; i++)
                    bus.UseEdaKit(context);

                configuration.Bus?.Invoke(context, bus);
                bus.ConfigureEndpoints(context);
            });
        });

        return new(services.BuildServiceProvider());
    }

    public static async Task<TestBus> StartAsync(Action<TestBusConfiguration> configure)
    {
        var bus = Build(configure);
        await bus.StartAsync();
        return bus;
    }

    /// <summary>Starts a bus that must not start, and says why it did not.</summary>
    public static async Task<EdaKitConfigurationException> RefuseAsync(Action<TestBusConfiguration> configure)
    {
        await using var bus = Build(configure);
        return await Assert.ThrowsAsync<EdaKitConfigurationException>(bus.StartAsync);
    }

    public async Task StartAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Bus.ConnectReceiveObserver(Wire);
        await Bus.StartAsync(bound.Token);
        _started = true;
    }

    /// <summary>Looks at an endpoint's error queue from now on.</summary>
    /// <returns>The body of the first message that comes there.</returns>
    public async Task<Func<Task<string>>> WatchErrorsAsync(string queue)
    {
        var taken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var handle = Bus.ConnectReceiveEndpoint($"{queue}_error", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureReceive(receive => receive.UseFilter(new Take(taken)));
        });
        await handle.Ready;
        return () => taken.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
            await Bus.StopAsync(TimeSpan.FromSeconds(20));

        await _services.DisposeAsync();

        // A bus built after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }

    private sealed class Take(TaskCompletionSource<string> taken) : IFilter<ReceiveContext>
    {
        public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
        {
            taken.TrySetResult(context.Body.GetString());
            return Task.CompletedTask;
        }

        public void Probe(ProbeContext context)
        {
        }
    }
}

/// <summary>What a test asks of its bus.</summary>
public sealed class TestBusConfiguration
{
    public bool AddEdaKit { get; set; } = true;
    public int UseEdaKitTimes { get; set; } = 1;
    public Action<IServiceCollection>? Services { get; set; }
    public Action<IBusRegistrationConfigurator>? Registration { get; set; }
    public Action<EdaKitBuilder>? EdaKit { get; set; }
    public Action<IBusRegistrationContext, IInMemoryBusFactoryConfigurator>? BeforeEdaKit { get; set; }
    public Action<IBusRegistrationContext, IInMemoryBusFactoryConfigurator>? Bus { get; set; }
}
