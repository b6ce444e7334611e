using System.Collections.Concurrent;
using EdaKit.Outbox.Records;
using EdaKit.StoreConformance.Stores;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Scheduling: when a record is due, and who wins when it is cancelled. The application's clock is 200 years ahead all the while.</summary>
public abstract class SchedulingSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private static readonly DateTime FarOff = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Schedule_is_due_by_the_database_s_clock()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await NowAsync()).UtcDateTime;
        await ScheduleAsync(s => s.SchedulePublish(now.AddHours(1), new OrderPlaced("later")));
        await ScheduleAsync(s => s.SchedulePublish(now.AddMilliseconds(-1), new OrderPlaced("due")));

        var claimed = Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(10), Minute, None));
        Assert.Contains("\"due\"", System.Text.Encoding.UTF8.GetString(claimed.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_deletes_what_no_relay_has_taken()
    {
        var token = await ScheduleAsync();
        await ScheduleAsync();

        await CancelAsync(token);

        Assert.NotEqual(token, Assert.Single(await RecordsAsync()).Token);
    }

    /// <summary>Relays look at what has become due lately, and only now and then at everything.</summary>
    [Fact]
    public async Task Schedule_for_a_time_that_has_passed_is_due_from_when_it_is_stored()
    {
        var before = await NowAsync();

        await ScheduleAsync(DateTime.UnixEpoch);

        Assert.InRange(Assert.Single(await RecordsAsync()).AvailableAt!.Value, before, await NowAsync());
    }

    [Fact]
    public async Task Cancel_leaves_a_claimed_record_to_its_relay_even_after_the_lease()
    {
        var token = await ScheduleAsync(DateTime.UnixEpoch);
        await Outbox.ClaimAsync(Relay, 0, new(10), TimeSpan.Zero, None);

        await CancelAsync(token);

        Assert.Single(await RecordsAsync());
    }

    [Fact]
    public async Task Cancel_deletes_what_could_not_be_sent()
    {
        var (deferred, parked) = (await ScheduleAsync(DateTime.UnixEpoch), await ScheduleAsync(DateTime.UnixEpoch));
        foreach (var record in await Outbox.ClaimAsync(Relay, 0, new(10), Minute, None))
        {
            if (record.Id == (await RecordsAsync()).Single(r => r.Token == parked).Id)
                await Outbox.ParkAsync(Relay, record.Id, "no", None);
            else
                await Outbox.DeferAsync(Relay, record.Id, Minute, "not yet", None);
        }

        await CancelAsync(deferred, parked);

        Assert.Empty(await RecordsAsync());
    }

    [Fact]
    public async Task Cancel_of_a_token_that_nobody_knows_does_nothing()
    {
        await ScheduleAsync();
        await AddManyAsync(3);

        await CancelAsync(Guid.NewGuid());

        Assert.Equal(4, (await RecordsAsync()).Count);
    }

    [Fact]
    public async Task Cancel_that_is_rolled_back_leaves_the_record_to_be_sent()
    {
        var token = await ScheduleAsync(DateTime.UnixEpoch);

        await WithSchedulerAsync(async (db, scheduler) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scheduler.CancelScheduledSend(new Uri("queue:any"), token);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });

        Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(10), Minute, None));
    }

    [Fact]
    public async Task Cancel_and_claim_of_one_record_never_both_win()
    {
        const int Count = 200;

        var tokens = new List<Guid>();
        await WithSchedulerAsync(async (db, scheduler) =>
        {
            for (var i = 0; i < Count; i++)
                tokens.Add((await scheduler.SchedulePublish(DateTime.UnixEpoch, new OrderPlaced($"{i}"))).TokenId);
            await db.SaveChangesAsync();
        });

        // Each has done something before they race, since on a busy machine one of them may be done before the other has begun.
        await CancelAsync(tokens[^1]);
        var claimed = new ConcurrentBag<Guid>((await Outbox.ClaimAsync(Relay, 0, new(3), Minute, None)).Select(record => record.Id));

        var claiming = Task.Run(async () =>
        {
            while (await Outbox.ClaimAsync(Relay, 0, new(3), Minute, None) is { Count: > 0 } records)
            {
                foreach (var record in records)
                    claimed.Add(record.Id);
            }
        }, TestContext.Current.CancellationToken);

        // From the other end, so that they meet.
        var cancelling = Task.Run(async () =>
        {
            foreach (var token in tokens.SkipLast(1).Reverse())
                await CancelAsync(token);
        }, TestContext.Current.CancellationToken);

        await Task.WhenAll(claiming, cancelling);

        Assert.Equal(claimed.Order(), (await RecordsAsync()).Select(record => record.Id).Order());
    }

    [Fact]
    public async Task NextDue_tells_how_long_the_next_record_waits()
    {
        Assert.Null(await Outbox.NextDueAsync(None));

        var now = await NowAsync();
        await AddAsync(NewRecord(1), NewRecord(2, now + 7_200_000), NewRecord(3, now + 3_600_000), NewRecord(4, availableAt: null));

        var due = await Outbox.NextDueAsync(None);
        Assert.InRange(due!.Value, TimeSpan.FromMilliseconds(now + 3_600_000 - await NowAsync()), TimeSpan.FromHours(1));
    }

    private Task<Guid> ScheduleAsync(DateTime? due = null) => ScheduleAsync(s => s.SchedulePublish(due ?? FarOff, new OrderPlaced("17")));

    private async Task<Guid> ScheduleAsync(Func<IMessageScheduler, Task<ScheduledMessage<OrderPlaced>>> schedule)
    {
        var token = Guid.Empty;
        await WithSchedulerAsync(async (db, scheduler) =>
        {
            token = (await schedule(scheduler)).TokenId;
            await db.SaveChangesAsync();
        });
        return token;
    }

    private Task CancelAsync(params Guid[] tokens) => WithSchedulerAsync(async (db, scheduler) =>
    {
        foreach (var token in tokens)
            await scheduler.CancelScheduledSend(new Uri("queue:any"), token);
        await db.SaveChangesAsync();
    });

    private async Task WithSchedulerAsync(Func<ConformanceDb, IMessageScheduler, Task> work)
    {
        await using var scope = Store.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ConformanceDb>(), scope.ServiceProvider.GetRequiredService<IMessageScheduler>());
    }

    private Task<List<OutboxRecord>> RecordsAsync() => InScopeAsync(db => db.Records.AsNoTracking().ToListAsync());
}
