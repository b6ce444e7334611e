using System.Globalization;
using System.Runtime;
using System.Diagnostics;
using System.Threading.Channels;

namespace EdaKit.Benchmarks.Protocol;

/// <summary>The life of a subject's process: get warm, say so, work when told, report.</summary>
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

    public async Task RunAsync()
    {
        // What a library prints must not come between the two.
        Console.SetOut(Console.Error);
        Listen();

        Dictionary<int, Moments> saved = [];

        await using (subject)
        {
            // 1. Get warm. A relay that has a backlog before it starts at the word to go.
            var startsLate = plan is { Workload: WorkloadKind.Drain, StoresOnly: false };
            if (!startsLate)
                await subject.StartAsync();

            if (IsFedByTheRunner)
                await subject.SendSampleAsync(Guid.NewGuid());

            Say(Words.Ready);
            await WarmUpAsync();

            // 2. Work.
            var cpu = Environment.CpuUsage.TotalTime;
            var allocated = GC.GetTotalAllocatedBytes();
            Say(Words.Going);

            if (startsLate)
                await subject.StartAsync();
            else
                await DriveAsync(saved);

            if (farEnd is not null)
            {
                await farEnd.Run.All;
                Say(Words.Arrived);
            }

            // 3. Tell. The runner knows when the last message is there.
            await HearAsync(Words.Stop);
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
    }

    private bool IsFedByTheRunner => plan is { Workload: WorkloadKind.Consume or WorkloadKind.BatchConsume, Transport: TransportKind.RabbitMq };

    /// <summary>Goes round as often as the runner says, until it says to go.</summary>
    private async Task WarmUpAsync()
    {
        var compiled = TimeSpan.Zero;

        for (var first = 0; await _heard.Reader.ReadAsync() is var word && word != Words.Go;)
        {
            if (word == Words.Compiled)
            {
                var before = compiled;
                compiled = JitInfo.GetCompilationTime();
                Say((compiled - before).TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture));
                continue;
            }

            Check(word, Words.WarmUp);
            var tally = farEnd?.WarmUp(first);

            if (plan.Workload is not (WorkloadKind.Consume or WorkloadKind.BatchConsume))
                await PublishAsync(first, plan.WarmUp, WarmUpWriters);
            else if (!IsFedByTheRunner)
                await SendAsync(first, plan.WarmUp);

            await (tally?.All ?? Task.CompletedTask);
            first += plan.WarmUp;
            Say(Words.WarmedUp);
        }
    }

    private Task DriveAsync(Dictionary<int, Moments> saved) => plan.Workload switch
    {
        WorkloadKind.Publish => PublishAsync(RunPlan.FirstMeasured, plan.Messages, plan.Writers),
        WorkloadKind.Latency => PublishEvenlyAsync(saved),
        WorkloadKind.Drain => StoreAsync(plan.Messages),

        // From a broker the runner feeds the consumer; in memory nobody but this process can.
        WorkloadKind.Consume or WorkloadKind.BatchConsume when plan.Transport == TransportKind.InMemory =>
            SendAsync(RunPlan.FirstMeasured, plan.Messages),

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
    private async Task PublishEvenlyAsync(Dictionary<int, Moments> saved)
    {
        using var timer = new PeriodicTimer(BetweenPublishes);

        for (var number = RunPlan.FirstMeasured; number < RunPlan.FirstMeasured + plan.Messages; number++)
        {
            await timer.WaitForNextTickAsync();
            var began = Stopwatch.GetTimestamp();
            await subject.PublishAsync(Orders.IdOf(number));
            saved[number] = new(began, Stopwatch.GetTimestamp());
        }
    }

    private async Task StoreAsync(int count)
    {
        foreach (var chunk in Enumerable.Range(RunPlan.FirstMeasured, count).Chunk(BacklogChunk))
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

    private async Task HearAsync(string word)
    {
        Check(await _heard.Reader.ReadAsync(), word);
    }

    private static void Check(string line, string word)
    {
        if (line != word)
            throw new InvalidOperationException($"The runner said '{line}' where '{word}' belongs. Only the runner starts a subject.");
    }
}
