using EdaKit.Audit.Workers;
using EdaKit.Testing.Servers;
using Npgsql;

namespace EdaKit.Audit.Faults;

/// <summary>Makes faults happen. Those of different servers and workers overlap; of one and the same, one ends before the next begins.</summary>
internal sealed class FaultInjector(PostgreSqlServer postgres, RabbitMqServer rabbit, string database, IReadOnlyList<WorkerProcess> workers, int seed,
    Action<string> tell) : IDisposable
{
    /// <summary>How long a boundary may be waited for. While the broker is away, nothing is published.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long a fault waits for its turn. On a slow machine they would pile up.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker may take to end in order: what a host allows itself, and some more for a machine that is busy.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _databaseTurn = new(1);
    private readonly SemaphoreSlim _brokerTurn = new(1);
    private readonly Random _random = new(seed);

    /// <summary>What has happened so far.</summary>
    public FaultTally Tally { get; } = new();

    /// <summary>Lets a plan happen, from now on.</summary>
    /// <param name="plan">The faults.</param>
    /// <param name="enough">Lets no further fault begin; those that have begun end.</param>
    /// <param name="cancellationToken">Gives everything up.</param>
    public async Task RunAsync(IReadOnlyList<Fault> plan, CancellationToken enough, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var running = new List<Task>();

        foreach (var fault in plan)
        {
            if (fault.At - TimeProvider.System.GetElapsedTime(started) is { Ticks: > 0 } wait)
                await Task.Delay(wait, TimeProvider.System, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            if (enough.IsCancellationRequested)
                break;

            running.Add(HappenAsync(fault, cancellationToken));
        }

        await Task.WhenAll(running);
    }

    /// <summary>Lets one fault happen, and ends when what it broke is mended.</summary>
    public async Task HappenAsync(Fault fault, CancellationToken cancellationToken)
    {
        var worker = workers[fault.Worker];
        var turn = TurnOf(fault.Kind, worker);
        if (turn is not null && !await turn.WaitAsync(LongestWait, cancellationToken))
        {
            tell($"         {fault.Kind} left out: its turn did not come");
            return;
        }

        try
        {
            tell(fault.ToString());
            if (await DoAsync(fault, worker, cancellationToken))
                Tally.Add(fault.Kind);
        }
        finally
        {
            turn?.Release();
        }
    }

    public void Dispose()
    {
        _databaseTurn.Dispose();
        _brokerTurn.Dispose();
    }

    private SemaphoreSlim? TurnOf(FaultKind kind, WorkerProcess worker) => kind switch
    {
        FaultKind.BrokerRestarted or FaultKind.BrokerKilled or FaultKind.BrokerAway => _brokerTurn,
        FaultKind.DatabaseRestarted or FaultKind.DatabaseKilled or FaultKind.SessionsTerminated => _databaseTurn,
        FaultKind.ClockBack or FaultKind.ClockAhead or FaultKind.SlowCommit => null,
        _ => worker.Turn,
    };

    /// <returns>Whether it happened as planned.</returns>
    private async Task<bool> DoAsync(Fault fault, WorkerProcess worker, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.WorkerKilled:
                await worker.KillAsync();
                worker.StartAgain();
                return true;
            case FaultKind.WorkerStopped:
                return await StopWorkerAsync(worker, cancellationToken);
            case FaultKind.WorkerPaused:
                await worker.PauseAsync(fault.Size, cancellationToken);
                return true;
            case FaultKind.ClockAhead:
                worker.SetClock(fault.Size);
                return true;
            case FaultKind.ClockBack:
                worker.SetClock(-fault.Size);
                return true;
            case FaultKind.SlowCommit:
                worker.CommitSlowly(fault.Size);
                return true;
            case FaultKind.BrokerRestarted or FaultKind.BrokerKilled or FaultKind.BrokerAway:
                return await HitBrokerAsync(fault, cancellationToken);
            case FaultKind.DatabaseRestarted or FaultKind.DatabaseKilled or FaultKind.SessionsTerminated:
                return await HitDatabaseAsync(fault, cancellationToken);
            case FaultKind.DatabaseCut or FaultKind.DatabaseUnheard or FaultKind.DatabaseStalled:
            case FaultKind.BrokerCut or FaultKind.BrokerUnheard or FaultKind.BrokerStalled:
                return await HitWireAsync(fault, worker, cancellationToken);
            default:
                return await KillAtBoundaryAsync(fault, worker, cancellationToken);
        }
    }

    private static async Task<bool> StopWorkerAsync(WorkerProcess worker, CancellationToken cancellationToken)
    {
        var ended = await worker.BecomeReadyAsync(cancellationToken) && await worker.StopAsync(LongestStop, cancellationToken);
        if (!ended)
            await worker.KillAsync();

        worker.StartAgain();
        return ended;
    }

    private async Task<bool> HitBrokerAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (fault.Kind == FaultKind.BrokerKilled)
            await rabbit.KillAsync(cancellationToken);
        else
            await rabbit.StopAsync(cancellationToken);

        await Task.Delay(fault.Size, TimeProvider.System, cancellationToken);
        await rabbit.StartAgainAsync(cancellationToken);
        return true;
    }

    private async Task<bool> HitDatabaseAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (fault.Kind == FaultKind.SessionsTerminated)
            return await TerminateSessionsAsync(cancellationToken);

        if (fault.Kind == FaultKind.DatabaseKilled)
            await postgres.KillAsync(cancellationToken);
        else
            await postgres.StopAsync(cancellationToken);

        await postgres.StartAgainAsync(cancellationToken);
        return true;
    }

    private async Task<bool> TerminateSessionsAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5
            """, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! > 0;
    }

    private async Task<bool> HitWireAsync(Fault fault, WorkerProcess worker, CancellationToken cancellationToken)
    {
        // A worker that is about to start has no connections to cut and hears no answers: wait until something is hit.
        if (!await worker.BecomeReadyAsync(cancellationToken))
            return false;

        var began = TimeProvider.System.GetTimestamp();
        while (!await TryHitWireAsync(fault, worker, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                return false;
            await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
        }

        return true;
    }

    private async Task<bool> TryHitWireAsync(Fault fault, WorkerProcess worker, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.DatabaseCut:
                return worker.Database.Cut(() => Next(2) == 0 ? Next(3000) : -1) > 0;
            case FaultKind.BrokerCut:
                return worker.Broker.Cut(() => Next(3000)) > 0;
            case FaultKind.DatabaseUnheard:
                return await worker.Database.LoseAnswersAsync(fault.Size, cancellationToken) > 0;
            case FaultKind.BrokerUnheard:
                return await worker.Broker.LoseAnswersAsync(fault.Size, cancellationToken) > 0;
            case FaultKind.DatabaseStalled:
                await worker.Database.StallAsync(fault.Size, cancellationToken);
                return true;
            default:
                await worker.Broker.StallAsync(fault.Size, cancellationToken);
                return true;
        }
    }

    private async Task<bool> KillAtBoundaryAsync(Fault fault, WorkerProcess worker, CancellationToken cancellationToken)
    {
        var boundary = fault.Kind switch
        {
            FaultKind.KilledBeforeCommit => Boundary.BeforeCommit,
            FaultKind.KilledAfterCommit => Boundary.AfterCommit,
            FaultKind.KilledBeforePublish => Boundary.BeforePublish,
            FaultKind.KilledAfterConfirm => Boundary.AfterConfirm,
            FaultKind.KilledBeforeAcknowledge => Boundary.BeforeAcknowledge,
            FaultKind.KilledAfterAcknowledge => Boundary.AfterAcknowledge,
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "This fault has no boundary."),
        };
        var reached = await worker.BecomeReadyAsync(cancellationToken) && await worker.DieAtAsync(boundary, Patience, cancellationToken);
        if (!reached)
        {
            tell($"         {boundary} was not reached in time: killed where it was");
            await worker.KillAsync();
        }

        worker.StartAgain();
        return reached;
    }

    private int Next(int below)
    {
        lock (_random)
            return _random.Next(below);
    }
}
