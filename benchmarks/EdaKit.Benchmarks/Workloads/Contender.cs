using System.Diagnostics;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>
/// One subject in one scenario: a new database, a new virtual host and a new process, which gets warm once and then goes through all runs.
/// Subjects take turns at it, so a machine that slows down slows all alike.
/// </summary>
internal sealed class Contender : IAsyncDisposable
{
    private static readonly TimeSpan BallastSettles = TimeSpan.FromSeconds(15);
    private const double CompilingWhenWarm = 0.10;

    private readonly BenchmarkServers _servers;
    private readonly SubjectInfo _subject;
    private readonly string _program;
    private readonly Scenario _scenario;
    private readonly bool _explains;
    private readonly RunPlan _plan;
    private readonly RunPlace _place;
    private FarEnd? _farEnd;
    private Feeder? _feeder;
    private SubjectProcess? _process;
    private int _warmedUp;
    private int _runs;
    private long _started;
    private TimeSpan _postgreSqlCpu;
    private TimeSpan _rabbitMqCpu;

    private Contender(BenchmarkServers servers, SubjectInfo subject, string program, Scenario scenario, bool explains, RunPlace place)
    {
        _servers = servers;
        _subject = subject;
        _program = program;
        _scenario = scenario;
        _explains = explains;
        _place = place;

        _plan = new()
        {
            Subject = subject.Name,
            Workload = scenario.Workload,
            Store = scenario.Store,
            Transport = scenario.Transport,
            Messages = scenario.Messages / subject.Slowness,
            WarmUp = scenario.WarmUp / subject.Slowness,
            Writers = scenario.Writers,
            Lanes = scenario.Lanes,
        };
    }

    private FarEnd FarEnd => _farEnd ?? throw new InvalidOperationException("A transport in memory has no far end that can be watched.");

    private SubjectProcess Process => _process ?? throw new InvalidOperationException("The subject has not been started.");

    private int Messages => _plan.Messages;

    private bool IsConsume => _scenario.Workload is WorkloadKind.Consume or WorkloadKind.BatchConsume;

    private bool CountsStatements =>
        _servers.CountsStatements && _scenario.Store == StoreKind.PostgreSql && (_explains || _scenario.Workload == WorkloadKind.Idle);

    /// <summary>Starts a subject and lets it get warm.</summary>
    public static async Task<Contender> StartAsync(BenchmarkServers servers, SubjectInfo subject, string program, Scenario scenario, bool explains)
    {
        var contender = new Contender(servers, subject, program, scenario, explains,
            await RunPlace.CreateAsync(servers, scenario.Store, scenario.Transport));

        try
        {
            await contender.GetReadyAsync();
            return contender;
        }
        catch
        {
            await contender.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next run, with a check that every message and every row is there.</summary>
    public async Task<RunResult> RunAsync()
    {
        var first = _plan.FirstOf(_runs++);
        await _servers.SettleAsync();

        if (_farEnd is null)
            return await RunInsideAsync();

        await _farEnd.EmptyAsync();
        var tally = new Tally(first, Messages);
        var result = _scenario.Workload switch
        {
            WorkloadKind.Latency => await LatencyAsync(tally),
            WorkloadKind.Idle => await IdleAsync(),
            _ => await ThroughputAsync(first),
        };

        if (_scenario.Workload != WorkloadKind.Latency)
            await _farEnd.ReadAsync(tally);

        return await CheckedAsync(result, tally.Arrived, tally.Duplicates, tally.Strangers);
    }

    /// <summary>Ends the process. What it may have sent after the last run is found here.</summary>
    /// <exception cref="RunFailedException">It did not end in order, or left something.</exception>
    public async Task EndAsync()
    {
        await Process.EndAsync();

        if (_farEnd is not null && await _farEnd.CountAsync() is var left and > 0)
            throw new RunFailedException($"{left} messages came after the last run was complete.");
    }

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? default);
        await (_farEnd?.DisposeAsync() ?? default);
        await _place.DisposeAsync();
    }

    private async Task GetReadyAsync()
    {
        if (CountsStatements)
            await _servers.CountStatementsAsync(_place.Database);

        if (_place.Broker is not null)
            _farEnd = await FarEnd.OpenAsync(_place.Broker, _scenario.Workload);

        // A backlog is stored by another process than the one that relays it.
        if (_scenario.Workload == WorkloadKind.Drain)
            await StoreBacklogAsync();

        _process = new SubjectProcess(_program, _plan, _place);
        await _process.ExpectAsync(Words.Ready);

        if (IsConsume && _farEnd is not null)
            _feeder = await Feeder.CreateAsync(_farEnd);

        await WarmUpAsync();

        if (_scenario.Ballast == Ballast.None)
            return;

        // The first look at a million rows takes seconds, once. What is measured comes after it.
        await _place.AddBallastAsync(_scenario.Ballast);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < BallastSettles)
            await WarmUpOnceAsync();
    }

    /// <summary>
    /// Rounds until hardly any code is compiled any more. The compiler takes half a core for half a minute; a run that began meanwhile would
    /// measure it, and those with more code worse than those with less.
    /// </summary>
    private async Task WarmUpAsync()
    {
        for (var round = 0; _plan.WarmUp > 0 && round < _scenario.WarmUpRounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await WarmUpOnceAsync();

            if (await Process.CompiledAsync() < CompilingWhenWarm * Stopwatch.GetElapsedTime(began))
                return;
        }
    }

    private async Task WarmUpOnceAsync()
    {
        await Process.WarmUpAsync();

        if (_feeder is not null)
            await _feeder.FeedAsync(_warmedUp, _plan.WarmUp);

        _warmedUp += _plan.WarmUp;
        await (_farEnd?.WaitForAsync(_warmedUp) ?? Task.CompletedTask);
    }

    private async Task StoreBacklogAsync()
    {
        await using var storing = new SubjectProcess(_program, _plan with { StoresOnly = true }, _place);
        await storing.ExpectAsync(Words.Ready);
        await storing.GoAsync();
        await storing.ExpectAsync(Words.Going);
        await storing.StopAsync();
        await storing.EndAsync();
    }

    private async Task<RunResult> ThroughputAsync(int first)
    {
        if (_feeder is null)
        {
            await StartClockAsync();
            await Process.GoAsync();
            await Process.ExpectAsync(Words.Going);
        }
        else
        {
            // The queue is filled while the consumer stands still, so that feeding takes nothing from what is measured.
            await Process.GoAsync();
            await Process.ExpectAsync(Words.Going);
            await Process.PauseAsync();
            await _feeder.FeedAsync(first, Messages);
            await StartClockAsync();
            await Process.ResumeAsync();
        }

        // A process that starts loads its code first; a tenth of the backlog covers that.
        var (from, counted) = (_started, Messages);
        if (_scenario.Workload == WorkloadKind.Drain)
        {
            counted = Messages - Messages / 10;
            from = await FarEnd.WaitForAsync(Messages - counted);
        }

        var last = await FarEnd.WaitForAsync(Messages);
        var (postgreSql, rabbitMq) = ServerCpu();
        var report = await Process.StopAsync();

        return WithReport(new() { MessagesPerSecond = counted / Stopwatch.GetElapsedTime(from, last).TotalSeconds }, report) with
        {
            PostgreSqlCpu = postgreSql,
            RabbitMqCpu = rabbitMq,
            Statements = await StatementsAsync(Messages),
        };
    }

    private async Task<RunResult> LatencyAsync(Tally tally)
    {
        var arrived = await FarEnd.ListenAsync(tally, async () =>
        {
            await Process.GoAsync();
            await Process.ExpectAsync(Words.Going);
        });
        var report = await Process.StopAsync();

        var whole = Delays(moments => moments.Began);
        var afterCommit = Delays(moments => moments.Returned);

        return WithReport(new(), report) with
        {
            LatencyP50 = Percentile(afterCommit, 0.50),
            LatencyP95 = Percentile(afterCommit, 0.95),
            LatencyP99 = Percentile(afterCommit, 0.99),
            WholeP50 = Percentile(whole, 0.50),
            WholeP95 = Percentile(whole, 0.95),
        };

        // A message may be there before the save returns: the relay does not wait for the writer.
        List<double> Delays(Func<Moments, long> from) => [.. report.Saved.Where(pair => arrived.ContainsKey(pair.Key))
            .Select(pair => Math.Max(0, (arrived[pair.Key] - from(pair.Value)) * 1000.0 / Stopwatch.Frequency))
            .Order()];
    }

    private async Task<RunResult> IdleAsync()
    {
        // Clearing away what made it warm is no idleness.
        await Task.Delay(_scenario.Idle / 6, TimeProvider.System);
        await StartClockAsync();
        await Process.GoAsync();
        await Process.ExpectAsync(Words.Going);
        await Task.Delay(_scenario.Idle, TimeProvider.System);
        var statements = await StatementsAsync(_scenario.Idle.TotalSeconds);
        var report = await Process.StopAsync();

        return new()
        {
            StatementsPerSecond = statements?.Sum(statement => statement.Calls),
            Statements = _explains ? statements : null,
            ApplicationCpu = report.CpuSeconds * 1e6 / _scenario.Idle.TotalSeconds,
            PeakMemory = report.PeakMemoryBytes / 1048576.0,
        };
    }

    /// <summary>In memory the process itself is broker and far end; it says when the last message came.</summary>
    private async Task<RunResult> RunInsideAsync()
    {
        await StartClockAsync();
        await Process.GoAsync();
        await Process.ExpectAsync(Words.Going);
        await Process.ExpectAsync(Words.Arrived);
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var (postgreSql, _) = ServerCpu();
        var report = await Process.StopAsync();

        var result = WithReport(new() { MessagesPerSecond = Messages / elapsed.TotalSeconds, PostgreSqlCpu = postgreSql }, report);
        return await CheckedAsync(result, report.Arrived, report.Duplicates, strangers: 0);
    }

    private async Task<RunResult> CheckedAsync(RunResult result, int arrived, int duplicates, int strangers)
    {
        if (arrived != Messages || strangers > 0)
        {
            return new()
            {
                Failure = $"{arrived} of {Messages} messages arrived, {duplicates} came again, {strangers} belong to nobody.",
            };
        }

        // What a subject made while it got warm is there too, and in earlier runs.
        var stored = _warmedUp + _runs * Messages;
        var (rows, distinct) = await _place.CountRowsAsync(_subject.RowsTable);
        if (rows != stored || distinct != stored)
            return new() { Failure = $"{rows} rows with {distinct} ids are there where {stored} belong." };

        return result with { Duplicates = duplicates };
    }

    private RunResult WithReport(RunResult result, SubjectReport report) => result with
    {
        ApplicationCpu = report.CpuSeconds * 1e6 / Messages,
        Allocated = report.AllocatedBytes / 1024.0 / Messages,
        PeakMemory = report.PeakMemoryBytes / 1048576.0,
    };

    private async Task StartClockAsync()
    {
        if (CountsStatements)
            await _servers.ForgetStatementsAsync();

        _postgreSqlCpu = _servers.PostgreSqlProcesses?.Cpu() ?? default;
        _rabbitMqCpu = _servers.RabbitMqProcesses?.Cpu() ?? default;
        _started = Stopwatch.GetTimestamp();
    }

    private (double? PostgreSql, double? RabbitMq) ServerCpu() => (
        PerMessage(_servers.PostgreSqlProcesses?.Cpu() - _postgreSqlCpu),
        PerMessage(_servers.RabbitMqProcesses?.Cpu() - _rabbitMqCpu));

    private double? PerMessage(TimeSpan? time) => time?.TotalMicroseconds / Messages;

    private async Task<IReadOnlyList<StatementCount>?> StatementsAsync(double per)
    {
        if (!CountsStatements)
            return null;

        var statements = await _servers.ReadStatementsAsync(_place.Database);
        return [.. statements.Select(statement => new StatementCount(statement.Sql, statement.Calls / per))];
    }

    private static double? Percentile(List<double> sorted, double part) =>
        sorted.Count == 0 ? null : sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(part * sorted.Count) - 1)];
}
