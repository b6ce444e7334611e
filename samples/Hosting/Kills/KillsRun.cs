using System.Diagnostics;
using System.Net;

namespace Samples.Hosting.Kills;

/// <summary>Asks for work while the processes that do it die.</summary>
internal sealed class KillsRun(IKilledWork work, int seed, string postgres, Uri rabbit, Action<string> say)
{
    /// <summary>So many pieces of work are asked for side by side.</summary>
    private const int Askers = 4;

    /// <summary>At least so long work comes: long enough for each process to die while there is some.</summary>
    private static readonly TimeSpan ShortestRush = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>How long nothing may end before what is left counts as stuck.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Random _random = new(seed);

    public async Task<KillsReport> Run(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var fleet = new Fleet(work, postgres, rabbit);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };

        // 1. Everything runs, and work comes.
        await fleet.Start(cancellationToken);
        say($"{clock.Elapsed.TotalSeconds:0} s: all processes run.");
        var asking = AskForAll(http, fleet, cancellationToken);

        // 2. Processes die until all is asked for, and each process has died at least once.
        for (var killed = 0; !asking.IsCompleted || killed < work.Crew.Count; killed++)
        {
            await Task.Delay(_random.NextDouble() * LongestCalm, TimeProvider.System, cancellationToken);
            await fleet.KillAndStart(killed < work.Crew.Count ? killed : _random.Next(work.Crew.Count), cancellationToken);
        }

        await asking;
        say($"{clock.Elapsed.TotalSeconds:0} s: all is asked for, {fleet.Kills.Values.Sum()} kills so far.");

        // 3. One of the two that take the work goes for good, with work in its hands. A person answers where one is asked.
        await fleet.Kill(0);
        var left = await UntilEnded(http, fleet, clock, cancellationToken);

        // 4. What do the books say?
        return new(await work.AuditAsync(cancellationToken), fleet.Kills, left, clock.Elapsed);
    }

    private Task AskForAll(HttpClient http, Fleet fleet, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, work.Size),
        new ParallelOptions { MaxDegreeOfParallelism = Askers, CancellationToken = cancellationToken },
        async (number, token) =>
        {
            var pause = TimeSpan.FromTicks(Math.Max(LongestPause.Ticks, 2 * Askers * ShortestRush.Ticks / work.Size));
            await Task.Delay(new Random(number).NextDouble() * pause, TimeProvider.System, token);

            // Whoever gets no answer asks again.
            while (!await IsTaken(address => work.AskAsync(http, address, number, token), fleet, token))
                await Task.Delay(Look, TimeProvider.System, token);
        });

    /// <returns>How much is left and seems stuck: work that has not ended, and messages that wait in outboxes. 0 when all has ended.</returns>
    private async Task<int> UntilEnded(HttpClient http, Fleet fleet, Stopwatch clock, CancellationToken cancellationToken)
    {
        var (least, since) = (int.MaxValue, clock.Elapsed);

        while (true)
        {
            // What is still in an outbox may change something: an answer that comes too late, or its undo.
            var open = await work.OpenAsync(cancellationToken);
            var left = open.Count + await work.WaitingAsync(cancellationToken);
            if (left == 0)
            {
                say($"{clock.Elapsed.TotalSeconds:0} s: all of it has ended.");
                return 0;
            }

            // To resume what goes on by then is recorded, and has no effect.
            foreach (var parked in open.Where(piece => piece.IsParked))
                await IsTaken(address => work.ResumeAsync(http, address, parked.Id, cancellationToken), fleet, cancellationToken);

            if (left < least)
            {
                (least, since) = (left, clock.Elapsed);
            }
            else if (clock.Elapsed - since > StuckAfter)
            {
                say($"{clock.Elapsed.TotalSeconds:0} s: gave up, nothing has ended for {StuckAfter.TotalMinutes:0} minutes.");
                return left;
            }

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }
    }

    /// <exception cref="OperatorException">The answer says that asking again is of no use.</exception>
    private static async Task<bool> IsTaken(Func<Uri, Task<HttpResponseMessage>> ask, Fleet fleet, CancellationToken cancellationToken)
    {
        if (fleet.Entry is not { } address)
            return false;

        try
        {
            using var answer = await ask(address);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict)
                return true;

            return answer.StatusCode >= HttpStatusCode.InternalServerError
                ? false
                : throw new OperatorException($"The work is refused: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
