using System.Diagnostics;
using EdaKit.Benchmarks.Figures;
using EdaKit.Benchmarks.Insurance.Offices;

namespace EdaKit.Benchmarks.Insurance.Writing;

/// <summary>Commands, while somebody asks questions without a pause, or nobody does.</summary>
/// <param name="name">Who asks what.</param>
/// <param name="office">Takes the commands.</param>
/// <param name="followAsync">Brings what is asked up to date, and says how many events that were; null where nobody asks.</param>
/// <param name="askAsync">Asks one question more; null where nobody asks.</param>
/// <param name="asMuchAs">Whose last turn says how many questions are asked; null to ask without a pause.</param>
internal sealed class WriteTurns(
    string name, Office office, Func<CancellationToken, Task<int>>? followAsync, Func<CancellationToken, Task>? askAsync, WriteTurns? asMuchAs = null)
{
    private const int Clerks = 4;
    private const double LeastPace = 0.01;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly List<(double Commands, double Questions)> _turns = [];
    private double _lastQuestions;

    public string Name => name;

    public Quarters CommandsPerSecond => Quarters.Of(_turns.Select(turn => turn.Commands));

    public Quarters QuestionsPerSecond => Quarters.Of(_turns.Select(turn => turn.Questions));

    /// <summary>How many commands there were for each of another one's, turn by turn.</summary>
    public Quarters RatioTo(WriteTurns other) => Quarters.Of(_turns.Zip(other._turns, (mine, theirs) => mine.Commands / theirs.Commands));

    /// <summary>Has a turn of some length.</summary>
    public async Task RunAsync(TimeSpan length, CancellationToken cancellationToken) => _turns.Add(await MeasureAsync(length, cancellationToken));

    /// <summary>Has a turn that does not count.</summary>
    public Task WarmUpAsync(TimeSpan length, CancellationToken cancellationToken) => MeasureAsync(length, cancellationToken);

    /// <summary>Reads all that was written, also in the turns of others.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (followAsync is null)
            return;

        // The mark follows the last append a little later.
        var last = await office.ScalarAsync<long>("select max(seq_id) from insurance.mt_events", cancellationToken);
        while (await office.Feed.MarkAsync(cancellationToken) < last)
            await Task.Delay(Poll, cancellationToken);
        while (await followAsync(cancellationToken) > 0)
        {
        }
    }

    private async Task<(double Commands, double Questions)> MeasureAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);

        var began = Stopwatch.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(length);
        var clerks = Enumerable.Range(0, Clerks).Select(seed => Task.Run(() => new Clerk(office, new Random(seed)).WorkAsync(stop.Token), CancellationToken.None)).ToList();
        var (following, asking) = (Task.Run(() => FollowAsync(stop.Token), CancellationToken.None), Task.Run(() => AskAsync(stop.Token), CancellationToken.None));

        var commands = (await Task.WhenAll(clerks)).Sum();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await following;
        var questions = await asking;
        cancellationToken.ThrowIfCancellationRequested();
        _lastQuestions = questions / seconds;
        return (commands / seconds, _lastQuestions);
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        while (followAsync is not null && !stop.IsCancellationRequested)
        {
            // As analytics do it in the host: at once where there is more, else after a while.
            if (await followAsync(CancellationToken.None) == 0)
                await Task.Delay(Poll, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> AskAsync(CancellationToken stop)
    {
        var (asked, began, pace) = (0, Stopwatch.GetTimestamp(), asMuchAs?._lastQuestions);
        while (askAsync is not null && !stop.IsCancellationRequested)
        {
            try
            {
                // With a pace, each question has its time. Where the other one has answered none in its turn, this one is asked one.
                if (pace is { } perSecond && TimeSpan.FromSeconds(asked / Math.Max(perSecond, LeastPace)) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                    await Task.Delay(early, stop);
                await askAsync(stop);
                asked++;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // A long question does not lengthen the turn.
            }
        }

        return asked;
    }
}
