using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Limits;

/// <summary>Counts one context's outbox for its limits, while messages come or somebody is held up, and only then.</summary>
internal sealed class LimitWatch<TDb>(OutboxOptions options, LimitGate<TDb> gate, OperationsStore<TDb> store, TimeProvider time, ILogger<LimitWatch<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    private bool _isOver;
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limits = options.Limits;
        if (!limits.AreSet)
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. Count. The first time before anything is stored, since an outbox may be full when a process starts.
                await CountAsync(limits, stoppingToken);
                _hasFailed = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 2. The database is away: say so once. Who wants to store something will notice it by themselves.
                if (!_hasFailed)
                    OutboxLog.LimitsFailed(logger, error, typeof(TDb).Name);

                _hasFailed = true;
            }

            // 3. Rest, and while it is over the limit or could not be counted go on; otherwise wait until a count is of use.
            if (!await Pauses.TryAsync(limits.Interval, time, stoppingToken))
                return;

            if (!_isOver && !_hasFailed && !await WaitAsync(stoppingToken))
                return;
        }
    }

    private async Task CountAsync(LimitOptions limits, CancellationToken cancellationToken)
    {
        var storedBefore = gate.StoredSoFar;
        var level = await store.LevelAsync(limits.Depth ?? 1, cancellationToken);
        var wasOver = _isOver;
        _isOver = gate.Read(level, storedBefore);

        if (_isOver && !wasOver)
            OutboxLog.LimitReached(logger, typeof(TDb).Name, level.Depth, level.Age, limits.WhenReached);
        else if (wasOver && !_isOver)
            OutboxLog.BelowLimit(logger, typeof(TDb).Name);
    }

    private async Task<bool> WaitAsync(CancellationToken stopping)
    {
        try
        {
            await gate.WaitAsync(stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
