using System.Globalization;
using System.Runtime;
using System.Diagnostics;
using System.Threading.Channels;

namespace EdaKit.Benchmarks.Protocol;

/// <summary>The life of a subject's process: get warm when told, work when told, report.</summary>
/// <param name="subject">The subject; it is disposed.</param>
/// <param name="plan">What to do.</param>
/// <param name="farEnd">The far end inside this process, for a transport in memory; else null.</param>
internal sealed class SubjectLoop(ISubject subject, RunPlan plan, InsideFarEnd? farEnd = null)
{
    private const int BacklogChunk = 200;
    private const int RunnerGone = 3;
    private const int WarmUpWriters = 32;
    private static readonly TimeSpan BetweenPublishes = TimeSpan.FromMilliseconds(50);
    private readonly TextWriter _runner = Console.Out;
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private TimeSpan _compiled;

    public async Task RunAsync()
    {
        // What a library prints must not come between the two.
        Console.SetOut(Console.Error);
        Listen();

        await using (subject)
        {
            // A relay that has a backlog before it starts at the word to go.
            if (!StartsLate)
                await subject.StartAsync();

            if (IsFedByTheRunner)
                await subject.SendSampleAsync(Guid.NewGuid());

            Say(Words.Ready);

            // The runner says what is next, until it says that this is the end.
            for (var (warmedUp, run) = (0, 0); await _heard.Reader.ReadAsync() is var word && word != Words.End;)
            {
                if (word == Words.Compiled)
                    SayCompiled();
                else if (word == Words.WarmUp)
                    warmedUp += await WarmUpAsync(warmedUp);
                else if (word == Words.Go)
                    await RunAsync(plan.FirstOf(run++));
                else
                    throw NotExpected(word);
            }
        }
    }

    private bool StartsLate => plan is { Workload: WorkloadKind.Drain, StoresOnly: false };

    private bool IsFedByTheRunner => plan is { Workload: WorkloadKind.Consume or WorkloadKind.BatchConsume, Transport: TransportKind.RabbitMq };

    private void SayCompiled()
    {
        var before = _compiled;
        _compiled = JitInfo.GetCompilationTime();
        Say((_compiled - before).TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture));
    }

    /// <summary>One round to get warm.</summary>
    /// <returns>How many messages it had.</returns>
    private async Task<int> WarmUpAsync(int first)
    {
        var tally = farEnd?.WarmUp(first);

        if (plan.Workload is not (WorkloadKind.Consume or WorkloadKind.BatchConsume))
            await PublishAsync(first, plan.WarmUp, WarmUpWriters);
        else if (!IsFedByTheRunner)
            await SendAsync(first, plan.WarmUp);

        await (tally?.All ?? Task.CompletedTask);
        Say(Words.WarmedUp);
        return plan.WarmUp;
    }

    private async Task RunAsync(int first)
    {
        // 1. Work.
        Dictionary<int, Moments> saved = [];
        farEnd?.Begin(first);
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        Say(Words.Going);

        if (StartsLate)
            await subject.StartAsync();
        else
            await DriveAsync(first, saved);

        if (farEnd is not null)
        {
            await farEnd.Run.All;
            Say(Words.Arrived);
        }

        // 2. Tell. The runner knows when the last message is there.
        if (await _heard.Reader.ReadAsync() is var word && word != Words.Stop)
            throw NotExpected(word);

        using var self = Process.GetCurrentProcess();

        Say(new SubjectReport
        {
            CpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            PeakMemoryBytes = self.PeakWorkingSet64,
            AllocatedBytes = GC.GetTotalAllocatedBytes() - allocated,
            Saved = saved,
            Arrived = farEnd?.Run.Arrived ?? 0,
            Duplicates = farEnd?.Run.Duplicates ?? 0,
        }.ToJson());
    }

    private Task DriveAsync(int first, Dictionary<int, Moments> saved) => plan.Workload switch
    {
        WorkloadKind.Publish => PublishAsync(first, plan.Messages, plan.Writers),
        WorkloadKind.Latency => PublishEvenlyAsync(first, saved),
        WorkloadKind.Drain => StoreAsync(first, plan.Messages),

        // From a broker the runner feeds the consumer; in memory nobody but this process can.
        WorkloadKind.Consume or WorkloadKind.BatchConsume when plan.Transport == TransportKind.InMemory =>
            SendAsync(first, plan.Messages),

        _ => Task.CompletedTask,
    };

    /// <summary>Writers in a closed loop: each begins its next unit of work when the last one is committed.</summary>
    private Task PublishAsync(int first, int count, int writers)
    {
        var next = first - 1;

        return Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < first + count)
                await subject.PublishAsync(Orders.IdOf(number));
        })));
    }

    /// <summary>One at a time, at fixed instants, so that a slow one does not thin out those that follow.</summary>
    private async Task PublishEvenlyAsync(int first, Dictionary<int, Moments> saved)
    {
        using var timer = new PeriodicTimer(BetweenPublishes);

        for (var number = first; number < first + plan.Messages; number++)
        {
            await timer.WaitForNextTickAsync();
            var began = Stopwatch.GetTimestamp();
            await subject.PublishAsync(Orders.IdOf(number));
            saved[number] = new(began, Stopwatch.GetTimestamp());
        }
    }

    private async Task StoreAsync(int first, int count)
    {
        foreach (var chunk in Enumerable.Range(first, count).Chunk(BacklogChunk))
            await subject.StoreBacklogAsync([.. chunk.Select(Orders.IdOf)]);
    }

    private Task SendAsync(int first, int count) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = Orders.Concurrency },
        async (number, _) => await subject.SendSampleAsync(Orders.IdOf(number)));

    private void Say(string line)
    {
        _runner.WriteLine(line);
        _runner.Flush();
    }

    /// <summary>
    /// Listens on a thread of its own, since reading blocks and this process's other threads are what is measured. A runner that is gone
    /// would leave a consumer at work for ever.
    /// </summary>
    private void Listen() => new Thread(() =>
    {
        while (Console.In.ReadLine() is { } line)
            _heard.Writer.TryWrite(line);

        Environment.Exit(RunnerGone);
    })
    { IsBackground = true }.Start();

    private static InvalidOperationException NotExpected(string word) =>
        new($"The runner said '{word}', which does not belong here. Only the runner starts a subject.");
}
