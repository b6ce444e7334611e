using System.Diagnostics;
using EdaKit.Outbox.Lanes;
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
    LaneSignals<TDb> laneSignals, IServiceScopeFactory scopes, OutboxMetrics metrics, TimeProvider time, ILogger<OutboxRelay<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    /// <summary>How long messages in flight may take when the host stops; short of the host's own default of 30 seconds.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    /// <summary>After how long it is said that the bus is not ready, again and again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Guid _relay = NewId.NextGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Relay.Enabled)
            return;

        // MassTransit continues the trace that the stored headers name only where there is no current activity.
        Activity.Current = null;

        try
        {
            await WaitForBusAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        OutboxLog.RelayStarted(logger, _relay, typeof(TDb).Name);

        using var aborting = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var onStop = stoppingToken.Register(() => aborting.CancelAfter(Drain));

        var store = new RelationalOutboxStore<TDb>(scopes);
        var settler = new OutcomeSettler(_relay, typeof(TDb), store, options.Relay, metrics, logger);
        var sender = new RecordSender(bus, host, published, new RelaySpans(typeof(TDb), host, time), options.Relay, time);
        var window = new SendWindow(typeof(TDb), sender, settler, new BrokerOutage(options.Relay, time), options.Relay, metrics, time, logger);

        var pump = new RelayPump(_relay, typeof(TDb), store, window, handOff, options.Relay, time, logger);
        var lanes = LanesOf(window);
        window.OnRoomMade(pump.RoomMade);
        window.OnRoomMade(lanes.RoomMade);

        // What is settled last is what was sent last, so the window closes when both pumps have ended.
        var settling = window.SettleLoopAsync(aborting.Token);
        await Task.WhenAll(pump.RunAsync(stoppingToken, aborting.Token), lanes.RunAsync(stoppingToken, aborting.Token));
        window.Complete();
        await settling;

        if (window.InFlight + window.GivenUp + handOff.Promised is var left and > 0)
            OutboxLog.LeasesLeft(logger, _relay, typeof(TDb).Name, left);

        OutboxLog.RelayStopped(logger, _relay, typeof(TDb).Name);
    }

    /// <summary>Waits for the bus, and says so where it takes long: until then nothing is sent, and the endpoint that is to blame knows nothing of it.</summary>
    private async Task WaitForBusAsync(CancellationToken stopping)
    {
        while (!await readiness.WaitAsync(Patience, stopping))
        {
            var health = bus is IBusControl control ? control.CheckHealth().Description : null;
            OutboxLog.BusNotReady(logger, typeof(TDb).Name, health ?? "unknown");
        }
    }

    private LanePump LanesOf(SendWindow window)
    {
        var store = new RelationalLaneStore<TDb>(scopes);
        var shares = new ShareKeeper(_relay, typeof(TDb), new RelationalLeaseKeeper<TDb>(scopes), options.Lanes, time, logger);
        var failures = new LaneFailures(typeof(TDb), store, options, metrics, logger);

        return new(typeof(TDb), store, shares, window, laneSignals, failures, options, time, logger);
    }
}
