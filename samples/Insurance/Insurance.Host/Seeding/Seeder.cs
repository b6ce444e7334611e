using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Store.History;
using Insurance.Store.Writing;
using Npgsql;

namespace Insurance.Host.Seeding;

/// <summary>
/// Fills an empty store with policies that have lived for years. They are written as all others are, by commands; only the clock is not of today.
/// </summary>
internal sealed class Seeder(IServiceScopeFactory scopes, NpgsqlDataSource database, PolicyArchive archive, TimeProvider clock)
{
    private const int Years = 3;
    private const int AtOnce = 4;

    /// <param name="policies">How many policies.</param>
    /// <param name="done">Hears of each policy that is there.</param>
    /// <param name="cancellationToken">Ends it; what is written stays.</param>
    public async Task FillAsync(int policies, IProgress<double> done, CancellationToken cancellationToken)
    {
        if (!await IsEmptyAsync(cancellationToken))
            return;

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var finished = 0;
        var some = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, policies), some, async (seed, token) =>
        {
            // They begin one after the other, through the first half of the years.
            var begin = today.AddYears(-Years).AddDays((int)(seed * 365L * Years / 2 / policies));
            await LiveAsync(new PolicyLife(new Random(seed)), begin, today, token);
            done.Report((double)Interlocked.Increment(ref finished) / policies);
        });
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select not exists (select from insurance.mt_streams)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task LiveAsync(PolicyLife life, DateOnly begin, DateOnly end, CancellationToken cancellationToken)
    {
        var (id, version, then) = (Guid.CreateVersion7(), 0L, new SeedClock(begin));
        Policy? policy = null;

        while (then.Today < end && !PolicyLife.IsOver(policy, then.Today))
        {
            if (life.Next(policy, then.Today) is { } command && await AskAsync(id, version, command, then, cancellationToken) is CommandAnswer.Done done)
            {
                version = done.Version;
                policy = (await archive.AtAsync(id, Moment.Now, cancellationToken))!.Policy;
            }

            then.GoOn(life.NextDay(policy, then.Today));
        }
    }

    private async Task<CommandAnswer> AskAsync(Guid id, long version, PolicyCommand command, SeedClock then, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var desk = ActivatorUtilities.CreateInstance<PolicyDesk>(scope.ServiceProvider, then);
        var (by, why) = Samples.AskedBy(command);
        return await desk.HandleAsync(id, new(Guid.CreateVersion7(), version, by, why, command), cancellationToken);
    }
}
