using System.Text.RegularExpressions;
using EdaKit.Audit.Faults;
using EdaKit.Audit.Judging;
using EdaKit.Audit.Wire;
using EdaKit.Audit.Workers;

namespace EdaKit.Audit;

/// <summary>One audit, from the start of its servers to the verdict.</summary>
internal sealed partial class AuditRun(AuditOptions options, Action<string> tell)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing may move until it is taken for stuck. Longer than any lease, time-out and back-off of the workers.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly List<string> _troubles = [];
    private readonly Observations _observations = new();

    public async Task<AuditResult> RunAsync(CancellationToken cancellationToken)
    {
        var logs = Directory.CreateTempSubdirectory("edakit-audit-").FullName;
        var workers = new List<WorkerProcess>();
        try
        {
            // 1. Servers and tables. The tap's queue is there before the first message.
            Tell($"Seed {options.Seed}. Starting servers.");
            await using var servers = await AuditServers.StartAsync(options.Durable, cancellationToken);
            await using var tap = await Tap.OpenAsync(servers.Broker, _observations, cancellationToken);

            // 2. Workers. Their queues are declared before the first fault.
            for (var i = 0; i < options.Workers; i++)
                workers.Add(WorkerOf(i, servers, logs));
            foreach (var worker in workers)
                worker.Start();
            var areReady = await Task.WhenAll(workers.Select(worker => worker.BecomeReadyAsync(cancellationToken)));
            if (areReady.Contains(false))
                throw new TimeoutException($"Not all workers were ready in time. The first wrote:\n{string.Join('\n', workers[0].Output)}");
            Tell($"{workers.Count} workers write.");

            // 3. Write, relay and consume, under faults, until the time is over or there are enough messages.
            using var faults = new FaultInjector(servers.Postgres, servers.Rabbit, servers.Database, workers, options.Seed, Tell);
            var writing = TimeProvider.System.GetTimestamp();
            await WriteUnderFaultsAsync(faults, workers, servers, cancellationToken);
            var written = TimeProvider.System.GetElapsedTime(writing);

            // 4. Let everything come to rest, and the workers end in order: what they were at is done then.
            var draining = TimeProvider.System.GetTimestamp();
            await ComeToRestAsync(workers, servers, cancellationToken);
            var drained = TimeProvider.System.GetElapsedTime(draining);
            await Task.WhenAll(workers.Select(worker => EndAsync(worker, cancellationToken)));

            // 5. Judge.
            Tell("Judging.");
            var verdict = await JudgeAsync(servers, cancellationToken);
            var traces = await TraceAsync(verdict, servers, cancellationToken);
            var result = new AuditResult(options, verdict, faults.Tally.Counts, workers.Sum(worker => worker.Lives), _observations.Redelivered,
                written, drained, TimeProvider.System.GetElapsedTime(_started), _troubles, traces);

            if (!result.IsGood)
                Tell($"The workers' logs stay in '{logs}'.");
            else
                Directory.Delete(logs, recursive: true);
            return result;
        }
        finally
        {
            foreach (var worker in workers)
                await worker.DisposeAsync();
        }
    }

    private WorkerProcess WorkerOf(int number, AuditServers servers, string logs)
    {
        var database = new Proxy(servers.DatabasePort);
        var broker = new Proxy(servers.Broker.Port);
        WorkerSettings SettingsOf(int life) => new(number, life, options.Seed, servers.DatabaseThrough(database), servers.BrokerThrough(broker),
            options.Writers, options.Accounts, options.Sabotage);

        return new(SettingsOf, database, broker, Path.Combine(logs, $"worker-{number}.log"));
    }

    private async Task WriteUnderFaultsAsync(FaultInjector faults, List<WorkerProcess> workers, AuditServers servers, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pacing = PaceAsync(workers, servers, enough, done.Token);

        var plan = FaultPlan.Of(options.Seed, WarmUp, options.Duration, options.Workers, options.Gap);
        await faults.RunAsync(plan, enough.Token, cancellationToken);

        // A fault may have missed its moment: nothing was published while the broker was away. It gets another one.
        for (var attempt = 0; attempt < 3 && faults.Tally.Missing is { Count: > 0 } missing; attempt++)
        {
            await Task.WhenAll(missing.Select((kind, i) =>
                faults.HappenAsync(plan.First(planned => planned.Kind == kind) with { Worker = i % workers.Count }, cancellationToken)));
        }

        await done.CancelAsync();
        await pacing;
    }

    /// <summary>Lets the writers rest while too much waits, and says when there are enough messages.</summary>
    private async Task PaceAsync(List<WorkerProcess> workers, AuditServers servers, CancellationTokenSource enough, CancellationToken cancellationToken)
    {
        var looks = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var waiting = await servers.CountWaitingAsync(options.Backlog + 1, cancellationToken);
                var written = _observations.Count + waiting;
                foreach (var worker in workers)
                    worker.Keep(waiting < options.Backlog ? Pace.Run : Pace.Walk);

                if (++looks % 30 == 0)
                    Tell($"about {written:N0} messages, {waiting:N0} wait");
                if (written >= options.Messages)
                    await enough.CancelAsync();

                await Task.Delay(Look, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (AuditServers.IsAway(error))
            {
                // A server is away. Nobody rests for that: what is written meanwhile is what the outbox is for.
                await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
            }
        }

        foreach (var worker in workers)
            worker.Keep(Pace.Rest);
    }

    private async Task ComeToRestAsync(List<WorkerProcess> workers, AuditServers servers, CancellationToken cancellationToken)
    {
        Tell("No more faults. Everything comes to rest.");
        foreach (var worker in workers.Where(worker => worker.HasExited))
        {
            _troubles.Add($"A worker ended by itself: {string.Join(" | ", worker.Output.TakeLast(5))}");
            worker.StartAgain();
        }

        var began = TimeProvider.System.GetTimestamp();
        var moved = began;
        (long Waiting, long Untapped, long Effects) last = default;

        while (TimeProvider.System.GetElapsedTime(moved) < Standstill && TimeProvider.System.GetElapsedTime(began) < LongestDrain)
        {
            var waiting = await servers.CountWaitingAsync(long.MaxValue, cancellationToken);
            var untapped = await servers.CountUntappedAsync(cancellationToken);
            var effects = await servers.ScalarAsync("select count(*) from effect", cancellationToken);
            if (waiting == 0 && untapped == 0 && await servers.ScalarAsync("select count(*) from said", cancellationToken) <= effects)
                return;

            if ((waiting, untapped, effects) != last)
                moved = TimeProvider.System.GetTimestamp();
            last = (waiting, untapped, effects);
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        _troubles.Add($"It did not come to rest: {last.Waiting} wait, {last.Untapped} are unread in the tap, {last.Effects} effects.");
    }

    private async Task EndAsync(WorkerProcess worker, CancellationToken cancellationToken)
    {
        if (!await worker.StopAsync(TimeSpan.FromSeconds(45), cancellationToken))
            _troubles.Add($"A worker did not end in order: {string.Join(" | ", worker.Output.TakeLast(5))}");
    }

    private async Task<Verdict> JudgeAsync(AuditServers servers, CancellationToken cancellationToken)
    {
        var left = await servers.ScalarAsync("select count(*) from edakit_outbox", cancellationToken);
        var parked = await servers.ScalarAsync("select count(*) from edakit_outbox where parked_at is not null", cancellationToken);
        var aside = await servers.CountSetAsideAsync(cancellationToken);

        return Judge.Of(new(await Books.ReadCommittedAsync(servers.Database, cancellationToken), _observations.ToDictionary(),
            await Books.ReadEffectsAsync(servers.Database, cancellationToken), await Books.ReadEffectsInLanesAsync(servers.Database, cancellationToken), left, parked, aside));
    }

    private static async Task<List<string>> TraceAsync(Verdict verdict, AuditServers servers, CancellationToken cancellationToken)
    {
        var traces = new List<string>();
        var ids = verdict.Details.Values.SelectMany(details => details).Select(detail => AnId().Match(detail).Value).Where(id => id != "");
        foreach (var id in ids.Distinct().Take(10))
            traces.AddRange((await Books.ReadTraceAsync(servers.Database, Guid.Parse(id), cancellationToken)).Select(line => $"{id}: {line}"));

        return traces;
    }

    private void Tell(string what) => tell($"{TimeProvider.System.GetElapsedTime(_started):hh\\:mm\\:ss} {what}");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex AnId();
}
