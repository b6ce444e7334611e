using System.Diagnostics;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>One run of one subject, in a new database, a new virtual host and a new process.</summary>
internal sealed class LoadRun(BenchmarkServers servers, SubjectInfo subject, string program, Scenario scenario, bool explains)
{
    private readonly int _messages = scenario.Messages / subject.Slowness;
    private readonly int _warmUp = scenario.WarmUp / subject.Slowness;
    private int _warmedUp;
    private long _started;
    private TimeSpan _postgreSqlCpu;
    private TimeSpan _rabbitMqCpu;

    private const double CompilingWhenWarm = 0.03;

    private bool IsConsume => scenario.Workload is WorkloadKind.Consume or WorkloadKind.BatchConsume;

    /// <summary>Runs, and checks that every message and every row is there.</summary>
    public async Task<RunResult> RunAsync()
    {
        try
        {
            await using var place = await RunPlace.CreateAsync(servers, scenario.Store, scenario.Transport);
            if (CountsStatements)
                await servers.CountStatementsAsync(place.Database);

            if (place.Broker is null)
                return await RunInsideAsync(place);

            await using var farEnd = await FarEnd.OpenAsync(place.Broker, scenario.Workload);
            return await RunAsync(place, farEnd);
        }
        catch (RunFailedException failure)
        {
            return new() { Failure = failure.Message };
        }
    }

    private bool CountsStatements =>
        servers.CountsStatements && scenario.Store == StoreKind.PostgreSql && (explains || scenario.Workload == WorkloadKind.Idle);

    private RunPlan PlanOf(bool storesOnly) => new()
    {
        Subject = subject.Name,
        Workload = scenario.Workload,
        Store = scenario.Store,
        Transport = scenario.Transport,
        Messages = _messages,
        WarmUp = _warmUp,
        Writers = scenario.Writers,
        Lanes = scenario.Lanes,
        StoresOnly = storesOnly,
    };

    private async Task<RunResult> RunAsync(RunPlace place, FarEnd farEnd)
    {
        // 1. A backlog is stored by another process than the one that relays it.
        if (scenario.Workload == WorkloadKind.Drain)
            await StoreBacklogAsync(place);

        // 2. The process gets warm, and what that sent is out of the way before the clock starts.
        await using var process = SubjectProcess.Start(program, PlanOf(storesOnly: false), place);
        await process.ExpectAsync(Words.Ready);
        var feeder = IsConsume ? await Feeder.CreateAsync(farEnd) : null;

        await WarmUpAsync(process, farEnd, feeder);
        await place.AddBallastAsync(scenario.Ballast);
        await farEnd.EmptyAsync();
        await servers.SettleAsync();

        // 3. The run, by the runner's clock.
        var tally = new Tally(RunPlan.FirstMeasured, _messages);
        var result = scenario.Workload switch
        {
            WorkloadKind.Latency => await LatencyAsync(process, farEnd, tally),
            WorkloadKind.Idle => await IdleAsync(process, place),
            _ => await ThroughputAsync(process, farEnd, feeder, place),
        };

        // 4. The check, when nothing more can come.
        await process.WaitForExitAsync();
        if (scenario.Workload != WorkloadKind.Latency)
            await farEnd.ReadAsync(tally);

        return await CheckedAsync(result, place, tally.Arrived, tally.Duplicates, tally.Strangers);
    }

    /// <summary>
    /// Rounds until hardly any code is compiled any more. The compiler takes half a core for half a minute; a run that began meanwhile would
    /// measure it, and those with more code worse than those with less.
    /// </summary>
    private async Task WarmUpAsync(SubjectProcess process, FarEnd? farEnd, Feeder? feeder)
    {
        for (var round = 0; _warmUp > 0 && round < scenario.WarmUpRounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await process.WarmUpAsync();

            if (feeder is not null)
                await feeder.FeedAsync(_warmedUp, _warmUp);

            _warmedUp += _warmUp;
            await (farEnd?.WaitForAsync(_warmedUp) ?? Task.CompletedTask);

            if (await process.CompiledAsync() < CompilingWhenWarm * Stopwatch.GetElapsedTime(began))
                return;
        }
    }

    private async Task StoreBacklogAsync(RunPlace place)
    {
        await using var storing = SubjectProcess.Start(program, PlanOf(storesOnly: true), place);
        await storing.ExpectAsync(Words.Ready);
        await storing.GoAsync();
        await storing.ExpectAsync(Words.Going);
        await storing.StopAsync();
        await storing.WaitForExitAsync();
    }

    private async Task<RunResult> ThroughputAsync(SubjectProcess process, FarEnd farEnd, Feeder? feeder, RunPlace place)
    {
        if (feeder is null)
        {
            await StartClockAsync();
            await process.GoAsync();
            await process.ExpectAsync(Words.Going);
        }
        else
        {
            // The queue is filled while the consumer stands still, so that feeding takes nothing from what is measured.
            await process.GoAsync();
            await process.ExpectAsync(Words.Going);
            await process.PauseAsync();
            await feeder.FeedAsync(RunPlan.FirstMeasured, _messages);
            await StartClockAsync();
            await process.ResumeAsync();
        }

        // A process that starts loads its code first; a tenth of the backlog covers that.
        var (from, counted) = (_started, _messages);
        if (scenario.Workload == WorkloadKind.Drain)
        {
            counted = _messages - _messages / 10;
            from = await farEnd.WaitForAsync(_messages - counted);
        }

        var last = await farEnd.WaitForAsync(_messages);
        var (postgreSql, rabbitMq) = ServerCpu();
        var report = await process.StopAsync();

        return WithReport(new() { MessagesPerSecond = counted / Stopwatch.GetElapsedTime(from, last).TotalSeconds }, report) with
        {
            PostgreSqlCpu = postgreSql,
            RabbitMqCpu = rabbitMq,
            Statements = await StatementsAsync(place, _messages),
        };
    }

    private async Task<RunResult> LatencyAsync(SubjectProcess process, FarEnd farEnd, Tally tally)
    {
        var arrived = await farEnd.ListenAsync(tally, async () =>
        {
            await process.GoAsync();
            await process.ExpectAsync(Words.Going);
        });
        var report = await process.StopAsync();

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

    private async Task<RunResult> IdleAsync(SubjectProcess process, RunPlace place)
    {
        await StartClockAsync();
        await process.GoAsync();
        await process.ExpectAsync(Words.Going);
        await Task.Delay(scenario.Idle, TimeProvider.System);
        var statements = await StatementsAsync(place, scenario.Idle.TotalSeconds);
        var report = await process.StopAsync();

        return new()
        {
            StatementsPerSecond = statements?.Sum(statement => statement.Calls),
            Statements = explains ? statements : null,
            ApplicationCpu = report.CpuSeconds * 1e6 / scenario.Idle.TotalSeconds,
            PeakMemory = report.PeakMemoryBytes / 1048576.0,
        };
    }

    /// <summary>In memory the process itself is broker and far end; it says when the last message came.</summary>
    private async Task<RunResult> RunInsideAsync(RunPlace place)
    {
        await using var process = SubjectProcess.Start(program, PlanOf(storesOnly: false), place);
        await process.ExpectAsync(Words.Ready);
        await WarmUpAsync(process, farEnd: null, feeder: null);
        await servers.SettleAsync();
        await StartClockAsync();
        await process.GoAsync();
        await process.ExpectAsync(Words.Going);
        await process.ExpectAsync(Words.Arrived);
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var (postgreSql, _) = ServerCpu();
        var report = await process.StopAsync();
        await process.WaitForExitAsync();

        var result = WithReport(new() { MessagesPerSecond = _messages / elapsed.TotalSeconds, PostgreSqlCpu = postgreSql }, report);
        return await CheckedAsync(result, place, report.Arrived, report.Duplicates, strangers: 0);
    }

    private async Task<RunResult> CheckedAsync(RunResult result, RunPlace place, int arrived, int duplicates, int strangers)
    {
        if (arrived != _messages || strangers > 0)
        {
            return new()
            {
                Failure = $"{arrived} of {_messages} messages arrived, {duplicates} came again, {strangers} belong to nobody.",
            };
        }

        // What a subject made while it got warm is there too.
        var stored = _messages + _warmedUp;
        var (rows, distinct) = await place.CountRowsAsync(subject.RowsTable);
        if (rows != stored || distinct != stored)
            return new() { Failure = $"{rows} rows with {distinct} ids are there where {stored} belong." };

        return result with { Duplicates = duplicates };
    }

    private RunResult WithReport(RunResult result, SubjectReport report) => result with
    {
        ApplicationCpu = report.CpuSeconds * 1e6 / _messages,
        Allocated = report.AllocatedBytes / 1024.0 / _messages,
        PeakMemory = report.PeakMemoryBytes / 1048576.0,
    };

    private async Task StartClockAsync()
    {
        if (CountsStatements)
            await servers.ForgetStatementsAsync();

        _postgreSqlCpu = servers.PostgreSqlProcesses?.Cpu() ?? default;
        _rabbitMqCpu = servers.RabbitMqProcesses?.Cpu() ?? default;
        _started = Stopwatch.GetTimestamp();
    }

    private (double? PostgreSql, double? RabbitMq) ServerCpu() => (
        PerMessage(servers.PostgreSqlProcesses?.Cpu() - _postgreSqlCpu),
        PerMessage(servers.RabbitMqProcesses?.Cpu() - _rabbitMqCpu));

    private double? PerMessage(TimeSpan? time) => time?.TotalMicroseconds / _messages;

    private async Task<IReadOnlyList<StatementCount>?> StatementsAsync(RunPlace place, double per)
    {
        if (!CountsStatements)
            return null;

        var statements = await servers.ReadStatementsAsync(place.Database);
        return [.. statements.Select(statement => new StatementCount(statement.Sql, statement.Calls / per))];
    }

    private static double? Percentile(List<double> sorted, double part) =>
        sorted.Count == 0 ? null : sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(part * sorted.Count) - 1)];
}
