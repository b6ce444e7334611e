using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Leases;

/// <summary>With EnableRetryOnFailure and its like a context refuses to work in a transaction that its execution strategy did not begin.</summary>
public sealed class When_the_context_of_rounds_retries
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_work_in_transactions_and_once_more_after_a_failure_that_passes(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var services = new ServiceCollection().AddDbContext<RoundsDb>(options => UseWithRetries(options, store)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RoundsDb>();
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        using var rounds = new Rounds(services.GetRequiredService<IServiceScopeFactory>());

        Assert.Equal(1, await rounds.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, rounds.Attempts);
        Assert.Equal("attempt 2", Assert.Single(await db.Notes.Select(note => note.Text).ToListAsync(TestContext.Current.CancellationToken)));
    }

    private static void UseWithRetries(DbContextOptionsBuilder options, TestStore store)
    {
        if (store.Kind == StoreKind.Sqlite)
            options.UseSqlite(store.ConnectionString, sqlite => sqlite.ExecutionStrategy(dependencies => new RetryOnce(dependencies)));
        else
            options.UseNpgsql(store.ConnectionString, npgsql => npgsql.ExecutionStrategy(dependencies => new RetryOnce(dependencies)));
    }

    private sealed class Rounds(IServiceScopeFactory scopes) : LeasedRounds<RoundsDb>(scopes, TimeProvider.System, null)
    {
        public int Attempts { get; private set; }

        protected override string Lease => "tests/rounds";

        protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

        protected override async Task<int> WorkAsync(RoundsDb context, CancellationToken cancellationToken)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await context.Database.ExecuteSqlAsync($"insert into \"Notes\" (\"Id\", \"Text\") values ({Guid.NewGuid()}, {$"attempt {++Attempts}"})", cancellationToken);

            if (Attempts == 1)
                throw new TimeoutException("the database is busy");

            await transaction.CommitAsync(cancellationToken);
            return 1;
        }

        protected override void Report(int count)
        {
        }

        protected override void ReportFailure(Exception failure)
        {
        }
    }

    private sealed class RoundsDb(DbContextOptions<RoundsDb> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddLeases();
    }

    private sealed class RetryOnce(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 1, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
    }
}
