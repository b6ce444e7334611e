using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Locking;

public sealed class SemanticLocksTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SemanticLockOwner Desk = new(Guid.NewGuid(), "support desk");

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Code_that_is_no_saga_locks_looks_and_releases(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place);

        await InScopeAsync(app, async (db, locks) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True(await locks.TryLockAsync("basket/7", Desk, None));
            Assert.True(await locks.TryLockAsync("basket/8", Desk, None));
            Assert.False(await locks.TryLockAsync("basket/7", new(Guid.NewGuid(), "support desk"), None));
            Assert.True(await locks.ReleaseAsync("basket/8", Desk, None));
            await transaction.CommitAsync();
        });

        await InScopeAsync(app, async (db, locks) =>
        {
            Assert.Equal(Desk, (await locks.FindAsync("basket/7", None))!.Owner);
            Assert.Null(await locks.FindAsync("basket/8", None));

            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.Equal(1, await locks.ReleaseAllAsync(Desk, None));
            await transaction.CommitAsync();
            Assert.Null(await locks.FindAsync("basket/7", None));
        });
    }

    [Fact]
    public async Task Changes_outside_a_transaction_name_the_remedy()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place);

        await InScopeAsync(app, async (_, locks) =>
        {
            foreach (var change in new Func<Task>[]
            {
                () => locks.TryLockAsync("basket/7", Desk, None), () => locks.ReleaseAsync("basket/7", Desk, None), () => locks.ReleaseAllAsync(Desk, None),
            })
            {
                var error = await Assert.ThrowsAsync<InvalidOperationException>(change);
                Assert.Contains("eda.UseOutbox<TripDb>()", error.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task What_names_nothing_is_refused()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place);

        await InScopeAsync(app, async (_, locks) =>
        {
            await Assert.ThrowsAsync<ArgumentException>(() => locks.TryLockAsync(" ", Desk, None));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.TryLockAsync(new('x', 201), Desk, None));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.FindAsync("", None));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.TryLockAsync("basket/7", Desk with { Id = Guid.Empty }, None));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.ReleaseAsync("basket/7", Desk with { Name = "" }, None));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.ReleaseAllAsync(Desk with { Name = new('x', 201) }, None));
        });
    }

    private static async Task InScopeAsync(TripApp app, Func<TripDb, ISemanticLocks<TripDb>, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TripDb>(), scope.ServiceProvider.GetRequiredService<ISemanticLocks<TripDb>>());
    }
}
