using System.Globalization;
using EdaKit.Audit.Faults;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace EdaKit.Audit.Workers;

/// <summary>
/// An application as a user would write it, that writes, relays and consumes until it is killed. It hears orders on its standard input, one a
/// line, and ends when that ends, so that it does not outlive its auditor.
/// </summary>
internal static class WorkerProgram
{
    /// <summary>The first argument that makes this program a worker.</summary>
    public const string Mode = "worker";

    /// <summary>What it writes when its bus has started.</summary>
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string text)
    {
        var settings = WorkerSettings.Read(text);
        var clock = new JumpingTime();
        var watch = new BoundaryWatch();
        using var host = Build(settings, clock, watch);
        await host.StartAsync();

        var bus = host.Services.GetRequiredService<IBusControl>();
        bus.ConnectSendObserver(watch);
        bus.ConnectPublishObserver(watch);
        bus.ConnectConsumeObserver(watch);
        bus.ConnectReceiveObserver(watch);

        using var stopping = new CancellationTokenSource();
        var orders = new WriterOrders(bus);
        var scopes = host.Services.GetRequiredService<IServiceScopeFactory>();
        var writers = Enumerable.Range(0, settings.Writers)
            .Select(number => Task.Run(() => new Writer(scopes, orders, settings, number, TimeProvider.System).RunAsync(stopping.Token)))
            .ToList();

        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync(CancellationToken.None) is { } order && order != WorkerOrder.Stop)
            Obey(order.Split(' '), orders, clock, watch);

        await stopping.CancelAsync();
        await Task.WhenAll(writers);
        await host.StopAsync();
        return 0;
    }

    private static void Obey(string[] order, WriterOrders orders, JumpingTime clock, BoundaryWatch watch)
    {
        switch (order)
        {
            case [WorkerOrder.Pace, var pace]:
                orders.Keep(Enum.Parse<Pace>(pace));
                break;
            case [WorkerOrder.Jump, var seconds]:
                clock.Jump(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
                break;
            case [WorkerOrder.Slow, var milliseconds]:
                orders.BeSlowOnce(int.Parse(milliseconds, CultureInfo.InvariantCulture));
                break;
            case [WorkerOrder.Die, var boundary]:
                watch.DieAt(Enum.Parse<Boundary>(boundary));
                break;
        }
    }

    private static IHost Build(WorkerSettings settings, JumpingTime clock, BoundaryWatch watch)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.None).AddFilter("MassTransit", LogLevel.Warning)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            }));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(settings);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        AddContext(builder.Services, settings, watch);

        builder.Services.AddMassTransit(x =>
        {
            x.AddConsumer<NoteMove, NoteMoveDefinition>();
            x.AddConsumer<CountNotes>(consumer => consumer.Options<BatchOptions>(batch =>
                batch.SetMessageLimit(40).SetTimeLimit(TimeSpan.FromMilliseconds(100)).SetConcurrencyLimit(2)));
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<Moved>();
                eda.UseOutbox<AuditDb>(Configure);
            });
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(settings.Broker);
                bus.PrefetchCount = 100;
                bus.UseEdaKit(context);

                // Long enough for every outage that the auditor makes: a message that is given up would be a lost effect.
                bus.UseMessageRetry(retry => retry.Interval(600, TimeSpan.FromMilliseconds(500)));
                bus.ConfigureEndpoints(context);
            });
        });

        return builder.Build();
    }

    /// <summary>Applications with and without a pool of contexts share the outbox.</summary>
    private static void AddContext(IServiceCollection services, WorkerSettings settings, BoundaryWatch watch)
    {
        void Configure(DbContextOptionsBuilder options) =>
            options.UseNpgsql(settings.Database, npgsql => WorkerProgram.Configure(npgsql, settings)).AddInterceptors(watch);

        if (settings.PoolsContexts)
            services.AddDbContextPool<AuditDb>(Configure);
        else
            services.AddDbContext<AuditDb>(Configure);
    }

    /// <summary>Those that run again what failed for a moment share it with those that leave that to MassTransit.</summary>
    private static void Configure(NpgsqlDbContextOptionsBuilder npgsql, WorkerSettings settings)
    {
        if (settings.RetriesOnFailure)
            npgsql.EnableRetryOnFailure();
    }

    /// <summary>Leases that are short beside the pauses which the auditor makes, so that they run out.</summary>
    private static void Configure(Outbox.Registration.OutboxOptions outbox)
    {
        outbox.Lanes.Enabled = true;
        outbox.Lanes.Lease = WorkerOrder.LaneLease;
        outbox.Relay.SendTimeout = TimeSpan.FromSeconds(3);
        outbox.Relay.Lease = WorkerOrder.RecordLease;
        outbox.Relay.MaxBackOff = TimeSpan.FromSeconds(2);
        outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(500);
    }
}
