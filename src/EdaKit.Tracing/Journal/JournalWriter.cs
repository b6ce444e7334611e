using System.Threading.Channels;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Journal;
using EdaKit.Tracing.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Journal;

/// <summary>
/// Stores entries that belong to no unit of work, all that have come meanwhile in one transaction. When the database is away it waits, and keeps what it has. It ends
/// when all else in the host has stopped.
/// </summary>
internal sealed class JournalWriter<TDb> : BackgroundService, IHostedLifecycleService, IJournalWriter<TDb>
    where TDb : DbContext
{
    private const int Most = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(5);

    private readonly Channel<JournalEntry> _entries;
    private readonly IServiceScopeFactory _scopes;
    private readonly JournalMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<JournalWriter<TDb>> _logger;

    private readonly bool _standsAlone;

    public JournalWriter(JournalBinding<TDb> binding, IEnumerable<JournalSource> sources, IServiceScopeFactory scopes, JournalMetrics metrics, TimeProvider time,
        ILogger<JournalWriter<TDb>> logger)
    {
        (_scopes, _metrics, _time, _logger) = (scopes, metrics, time, logger);
        _standsAlone = sources.All(source => source.ContextType != typeof(TDb));
        _entries = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(Math.Max(1, binding.Options.QueueLimit)) { SingleReader = true });
    }

    public void Add(JournalEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry))
            _metrics.Dropped(typeof(TDb), 1);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not yet: services stop in the reverse order of their registration, so the bus does after this one, and its consumers go on until then.
    public override Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => base.StopAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<JournalEntry>();
        var hasFailed = false;

        if (_standsAlone)
            TracingLog.JournalStandsAlone(_logger, typeof(TDb).Name);

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. What there is, without waiting for more.
                if (batch.Count == 0)
                    await TakeAsync(batch, stoppingToken);

                // 2. Store it.
                await StoreAsync(batch, stoppingToken);
                batch.Clear();
                hasFailed = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // 3. Say so once, and try again with the same ones.
                if (!hasFailed)
                    TracingLog.JournalFailed(_logger, error, typeof(TDb).Name, Pause);

                hasFailed = true;
                await Task.Delay(Pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await StoreLastAsync(batch);
    }

    private async Task TakeAsync(List<JournalEntry> batch, CancellationToken cancellationToken)
    {
        await _entries.Reader.WaitToReadAsync(cancellationToken);

        while (batch.Count < Most && _entries.Reader.TryRead(out var entry))
            batch.Add(entry);
    }

    private async Task StoreAsync(List<JournalEntry> batch, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var journal = scope.ServiceProvider.GetRequiredService<IJournal<TDb>>();
        foreach (var entry in batch)
            journal.Add(entry);

        await scope.ServiceProvider.GetRequiredService<TDb>().SaveChangesAsync(cancellationToken);
    }

    /// <summary>The process ends: what is left is stored now or never, and what comes later is counted as dropped.</summary>
    private async Task StoreLastAsync(List<JournalEntry> batch)
    {
        using var bound = new CancellationTokenSource(LastMoment, _time);

        _entries.Writer.TryComplete();
        while (_entries.Reader.TryRead(out var entry))
            batch.Add(entry);

        if (batch.Count == 0)
            return;

        try
        {
            await StoreAsync(batch, bound.Token);
        }
        catch (Exception error)
        {
            _metrics.Dropped(typeof(TDb), batch.Count);
            TracingLog.JournalLost(_logger, error, batch.Count, typeof(TDb).Name);
        }
    }
}
