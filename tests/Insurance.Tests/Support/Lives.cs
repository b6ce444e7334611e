using System.Collections.Concurrent;
using Dapper;
using Insurance.Host.Seeding;
using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Store.Writing;

namespace Insurance.Tests.Support;

/// <summary>Policies that have lived for years, by chance and always the same, and the tests' own log of what happened to them.</summary>
public class Lives : IAsyncLifetime
{
    private const int Policies = 16;
    private static readonly DateOnly Begin = new(2022, 1, 3);
    private static readonly DateOnly End = new(2025, 6, 1);

    private readonly ConcurrentDictionary<Guid, IReadOnlyList<LoggedEvent>> _logs = new();

    public Lives()
        : this(new Insurer())
    {
    }

    protected Lives(Insurer insurer) => Insurer = insurer;

    public Insurer Insurer { get; }

    public IReadOnlyDictionary<Guid, IReadOnlyList<LoggedEvent>> Logs => _logs;

    public virtual async ValueTask InitializeAsync()
    {
        await Insurer.InitializeAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, Policies), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) => await LiveAsync(seed));
    }

    /// <summary>What the log says of a policy.</summary>
    public Policy? Replay(Guid policy, Func<LoggedEvent, bool> counts) => PolicyHistory.Replay(_logs[policy].Where(counts).Select(logged => logged.Event));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Insurer.DisposeAsync();
    }

    private async Task LiveAsync(int seed)
    {
        var (id, life, clock) = (Guid.CreateVersion7(), new PolicyLife(new Random(seed)), new SetClock(At(Begin.AddDays(seed))));
        var happened = new List<(DateTimeOffset RecordedAt, IPolicyEvent Event)>();

        while (PolicyHistory.Replay(happened.Select(logged => logged.Event)) is var policy && Today(clock) < End && !PolicyLife.IsOver(policy, Today(clock)))
        {
            if (life.Next(policy, Today(clock)) is { } command)
            {
                var decision = policy is null ? command.Begin(id, Today(clock)) : command.Decide(policy, Today(clock));
                var answer = await Insurer.AskAsync(id, happened.Count, command, clock: clock);

                Assert.Equal(decision.Refusal is null, answer is CommandAnswer.Done);
                happened.AddRange(decision.Events.Select(@event => (clock.Now, @event)));
            }

            clock.Now = At(life.NextDay(policy, Today(clock)));
        }

        await using var connection = await Insurer.Database.OpenConnectionAsync();
        var positions = await connection.QueryAsync<long>("select seq_id from insurance.mt_events where stream_id = @id order by version", new { id });
        _logs[id] = [.. happened.Zip(positions, (logged, position) => new LoggedEvent(position, logged.RecordedAt, logged.Event))];
        Assert.Equal(happened.Count, _logs[id].Count);
    }

    private static DateOnly Today(SetClock clock) => DateOnly.FromDateTime(clock.Now.UtcDateTime);

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new(10, 30)), TimeSpan.Zero);
}
