using System.Diagnostics;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Relay;

/// <summary>Relays one context's outbox for as long as the host runs.</summary>
internal sealed class OutboxRelay<TDb>(OutboxOptions options, IBus bus, HostAddress host, PublishedTypes published, BusReadiness readiness, HandOff<TDb> handOff,
    IServiceScopeFactory scopes, OutboxMetrics metrics, TimeProvider time, ILogger<OutboxRelay<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    /// <summary>How long messages in flight may take when the host stops; short of the host's own default of 30 seconds.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private readonly Guid _relay = NewId.NextGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Relay.Enabled)
            return;

        // MassTransit continues the trace that the stored headers name only where there is no current activity.
        Activity.Current = null;

        try
        {
            await readiness.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        OutboxLog.RelayStarted(logger, _relay, typeof(TDb).Name);

        using var aborting = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var onStop = stoppingToken.Register(() => aborting.CancelAfter(Drain));

        var pump = new RelayPump(_relay, typeof(TDb), new RelationalOutboxStore<TDb>(scopes), new RecordSender(bus, host, published, options.Relay, time), handOff,
            options.Relay, metrics, time, logger);

        var left = await pump.RunAsync(stoppingToken, aborting.Token);

        if (left > 0)
            OutboxLog.LeasesLeft(logger, _relay, typeof(TDb).Name, left);

        OutboxLog.RelayStopped(logger, _relay, typeof(TDb).Name);
    }
}
