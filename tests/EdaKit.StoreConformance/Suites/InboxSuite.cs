using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>The inbox: a message is handled once by a consumer, whoever else handles it at the same time.</summary>
public abstract class InboxSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private const string Consumer = "orders/NoteOrder/tests.order-placed";

    [Fact]
    public async Task Enter_of_a_new_message_is_granted_and_stored_with_the_database_s_time()
    {
        var message = Guid.NewGuid();

        var before = await NowAsync();
        Assert.True(await EnterAsync(message));
        var after = await NowAsync();

        var entry = Assert.Single(await InScopeAsync(db => db.Entries.ToListAsync()));
        Assert.Equal(message, entry.MessageId);
        Assert.Equal(Consumer, entry.Consumer);
        Assert.InRange(entry.ConsumedAt, before, after);
    }

    [Fact]
    public async Task Enter_of_a_handled_message_is_refused()
    {
        var message = Guid.NewGuid();
        await EnterAsync(message);

        Assert.False(await EnterAsync(message));
        Assert.Equal(1, await InScopeAsync(db => db.Entries.CountAsync()));
    }

    [Fact]
    public async Task Enter_twice_in_one_transaction_is_granted_once()
    {
        var message = Guid.NewGuid();

        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True(await InboxStore.TryEnterAsync(db, message, Consumer, None));
            Assert.False(await InboxStore.TryEnterAsync(db, message, Consumer, None));
            await transaction.CommitAsync();
        });
    }

    [Fact]
    public async Task Enter_for_another_consumer_is_granted()
    {
        var message = Guid.NewGuid();
        await EnterAsync(message);

        Assert.True(await EnterAsync(message, "orders/BillOrder/tests.order-placed"));
    }

    [Fact]
    public async Task Enter_with_the_longest_name_is_granted_once()
    {
        var (message, consumer) = (Guid.NewGuid(), new string('c', 500));

        Assert.True(await EnterAsync(message, consumer));
        Assert.False(await EnterAsync(message, consumer));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Enter_beside_an_open_transaction_waits_for_its_end(bool commit)
    {
        var message = Guid.NewGuid();
        await using var scope = Store.Services.CreateAsyncScope();
        var first = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await first.Database.BeginTransactionAsync();
        Assert.True(await InboxStore.TryEnterAsync(first, message, Consumer, None));

        var second = Task.Run(() => EnterAsync(message));
        await Store.SomebodyWaitsAsync();
        Assert.False(second.IsCompleted);

        if (commit)
            await transaction.CommitAsync();
        else
            await transaction.RollbackAsync();

        // Handled by the first: nothing left to do. Rolled back: the second must do it, or nobody does.
        Assert.Equal(!commit, await second);
    }

    [Fact]
    public async Task Enter_of_one_message_by_many_at_once_is_granted_to_one()
    {
        var message = Guid.NewGuid();
        var other = Store.OtherProcess();

        var granted = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => EnterAsync(message, Consumer, i % 2 == 0 ? Store : other))));

        Assert.Equal(1, granted.Count(isGranted => isGranted));
    }

    [Fact]
    public async Task Enter_of_several_messages_gives_those_that_are_new()
    {
        var messages = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToList();
        await EnterAsync(messages[3]);
        await EnterAsync(messages[7]);

        var entered = await InScopeAsync(db => InboxStore.EnterAsync(db, [.. messages, messages[0]], Consumer, None));

        Assert.Equal(messages.Except([messages[3], messages[7]]).Order(), entered.Order());
    }

    [Fact]
    public async Task Enter_of_the_same_messages_in_opposite_order_does_not_deadlock()
    {
        var messages = Enumerable.Range(0, 100).Select(_ => Guid.NewGuid()).ToList();
        var other = Store.OtherProcess();

        var entered = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? Store : other).Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var mine = await InboxStore.EnterAsync(db, [.. i % 3 == 0 ? messages : Enumerable.Reverse(messages)], Consumer, None);
            await transaction.CommitAsync();
            return mine;
        })));

        Assert.Equal(messages.Count, entered.Sum(mine => mine.Count));
    }

    private Task<bool> EnterAsync(Guid message, string consumer = Consumer) => EnterAsync(message, consumer, Store);

    /// <summary>Enters in a transaction of its own and commits.</summary>
    private static async Task<bool> EnterAsync(Guid message, string consumer, IStoreUnderTest store)
    {
        await using var scope = store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var isGranted = await InboxStore.TryEnterAsync(db, message, consumer, None);
        await transaction.CommitAsync();
        return isGranted;
    }
}
