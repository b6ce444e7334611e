using System.Data.Common;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Operations;

public sealed class When_a_person_operates_the_outbox
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql), InlineData(StoreKind.PostgreSqlWithRetries)]
    public async Task Should_send_at_once_what_is_put_back_and_say_who_did_it(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromHours(1);
        });
        var id = Assert.Single(await PublishAndParkAsync(app, 1));
        var operations = OperationsOf(app);

        var result = await operations.RetryAsync([id, Guid.Empty], "anna", "exchange made");

        Assert.Equal((1, 0), (result.Affected, result.Refused.Count));
        Assert.Equal([Guid.Empty], result.Missing);

        // With a poll every hour, only a relay that was woken is in time.
        Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal([id], (await operations.RetryAsync([id], "anna")).Missing);

        var entry = Assert.Single(app.Log.Entries, entry => entry.Id.Id == 1401);
        Assert.All([$"{id}", "'anna'", "'exchange made'", "ShopDb"], part => Assert.Contains(part, entry.Message, StringComparison.Ordinal));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_put_back_and_purge_all_that_match_in_batches(StoreKind store)
    {
        const int Many = OutboxOperations<ShopDb>.BatchSize + 20;
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false);
        await PublishAndParkAsync(app, Many);
        var operations = OperationsOf(app);
        var ours = new RecordFilter { MessageType = "tests.order-placed:v1" };

        Assert.Equal(0, await operations.RetryAllAsync(new() { MessageType = "tests.order-noted:v1" }, "anna"));
        Assert.Equal(Many, await operations.RetryAllAsync(ours, "anna"));
        Assert.Equal(0, await operations.PurgeAsync(ours, "anna", "not parked"));
        Assert.Equal(Many, await app.CountRecordsAsync());

        await ParkAllAsync(app);
        Assert.Equal(0, await operations.PurgeAsync(new() { Destination = "./nowhere" }, "anna", "no"));
        Assert.Equal(Many, await operations.PurgeAsync(ours, "anna", "test data"));
        Assert.Equal(0, await app.CountRecordsAsync());
        Assert.Equal(Many, app.Log.Entries.Count(entry => entry.Id.Id == 1402));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_refuse_to_discard_what_a_relay_holds_and_to_retry_what_is_not_parked(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false);
        var ids = await PublishAndParkAsync(app, 2);
        await LeaseAsync(app, ids[0]);
        var operations = OperationsOf(app);

        Assert.Equal([ids[0]], (await operations.RetryAsync([ids[0]], "anna")).Refused);
        var result = await operations.DiscardAsync(ids, "anna", "nobody wants it");

        Assert.Equal(1, result.Affected);
        Assert.Equal([ids[0]], result.Refused);
        Assert.Empty(result.Missing);
        Assert.Equal(RecordState.Leased, (await operations.FindAsync(ids[0]))!.Summary.State);
        Assert.Contains($"{ids[1]}", Assert.Single(app.Log.Entries, entry => entry.Id.Id == 1402).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_what_was_discarded_though_it_breaks_off_before_the_lane_goes_on(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        var breaking = new BreakOffAfterCommit();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Services = services => services.ConfigureDbContext<ShopDb>(options => options.AddInterceptors(breaking));
            c.Outbox = o => o.Relay.Enabled = false;
        });
        var id = Assert.Single(await PublishAndParkAsync(app, 1));
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("update edakit_outbox set lane = 'a'"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OperationsOf(app).DiscardAsync([id], "anna", "nobody wants it", breaking.Begin()));

        Assert.Equal(0, await app.CountRecordsAsync());
        Assert.Contains($"{id}", Assert.Single(app.Log.Entries, entry => entry.Id.Id == 1402).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_list_in_pages_and_show_one_with_body_and_headers(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false);
        var ids = await PublishAndParkAsync(app, 5);
        var operations = OperationsOf(app);

        var first = await operations.ListParkedAsync(pageSize: 3);
        var second = await operations.ListParkedAsync(after: first.Next, pageSize: 2);
        Assert.Null(second.Next);
        Assert.Equal(ids.Order(), first.Records.Concat(second.Records).Select(record => record.Id).Order());
        Assert.Empty((await operations.ListWaitingAsync()).Records);

        var shown = (await operations.FindAsync(ids[0]))!;
        Assert.Equal("urn:message:tests.order-placed:v1", shown.Summary.MessageTypes[0]);
        Assert.Contains("orderNumber", System.Text.Encoding.UTF8.GetString(shown.Body.Span), StringComparison.Ordinal);
        Assert.Equal("here", shown.Headers["mark"]);

        // What cannot be read is shown all the same.
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("update edakit_outbox set properties = 'broken'"));
        Assert.Empty((await operations.FindAsync(ids[0]))!.Headers);
        Assert.Null(await operations.FindAsync(Guid.NewGuid()));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_find_records_by_lane_error_age_and_state(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false);
        var ids = (await PublishAndParkAsync(app, 3)).Order().ToList();
        var anHourAgo = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        await app.QueryAsync(db => db.Database.ExecuteSqlAsync($"update edakit_outbox set lane = 'a', last_error = 'No such Queue', parked_at = {anHourAgo} where id = {ids[0]}"));
        await app.QueryAsync(db => db.Database.ExecuteSqlAsync($"update edakit_outbox set lane = 'a', parked_at = null where id = {ids[1]}"));
        await app.QueryAsync(db => db.Database.ExecuteSqlAsync($"update edakit_outbox set parked_at = null, available_at = 1 where id = {ids[2]}"));
        var operations = OperationsOf(app);

        Assert.Equal([ids[0]], await ParkedAsync(new() { Lane = "a" }));
        Assert.Equal([ids[0]], await ParkedAsync(new() { ErrorContains = "such QUEUE" }));
        Assert.Equal([ids[0]], await ParkedAsync(new() { ParkedFor = TimeSpan.FromMinutes(59) }));
        Assert.Equal([ids[0]], await ParkedAsync(new() { State = RecordState.Parked, ParkedFor = TimeSpan.FromDays(-1) }));
        Assert.Equal([ids[1]], await WaitingAsync(new() { State = RecordState.Held }));
        Assert.Equal([ids[2]], await WaitingAsync(new() { State = RecordState.Due }));

        Assert.Empty(await ParkedAsync(new() { Lane = "A" }));
        Assert.Empty(await ParkedAsync(new() { ErrorContains = "such_queue" }));
        Assert.Empty(await ParkedAsync(new() { ErrorContains = "" }));
        Assert.Empty(await WaitingAsync(new() { ParkedFor = TimeSpan.Zero }));

        // What changes records means the same by a filter as what lists them.
        Assert.Equal(0, await operations.PurgeAsync(new() { ParkedFor = TimeSpan.FromMinutes(61) }, "anna", "too old"));
        Assert.Equal(0, await operations.RetryAllAsync(new() { ErrorContains = "other" }, "anna"));
        Assert.Equal(1, await operations.PurgeAsync(new() { Lane = "a", ErrorContains = "queue", ParkedFor = TimeSpan.FromMinutes(59) }, "anna", "too old"));

        async Task<IEnumerable<Guid>> ParkedAsync(RecordFilter filter) => (await operations.ListParkedAsync(filter)).Records.Select(record => record.Id);
        async Task<IEnumerable<Guid>> WaitingAsync(RecordFilter filter) => (await operations.ListWaitingAsync(filter)).Records.Select(record => record.Id);
    }

    [Fact]
    public async Task Should_refuse_what_it_is_not_told_enough_about()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, _ => { });
        var operations = OperationsOf(app);

        await Assert.ThrowsAsync<ArgumentException>(() => operations.RetryAsync([Guid.NewGuid()], " "));
        await Assert.ThrowsAsync<ArgumentException>(() => operations.DiscardAsync([Guid.NewGuid()], "anna", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => operations.PurgeAsync(new(), "anna", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => operations.RetryAsync([.. Enumerable.Range(0, 501).Select(_ => Guid.NewGuid())], "anna"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => operations.ListParkedAsync(pageSize: 501));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => operations.ListWaitingAsync(pageSize: 0));
    }

    [Fact]
    public async Task Should_count_the_age_of_a_delayed_message_from_the_end_of_its_delay()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false);
        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"), context => context.Delay = TimeSpan.FromHours(1));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        // An hour ago it was captured, and now its delay is over: that is no delay of ours.
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("update edakit_outbox set captured_at = captured_at - 3600000, available_at = 1"));

        Assert.Equal(TimeSpan.Zero, (await OperationsOf(app).CountAsync()).OldestAge);
    }

    private static IOutboxOperations<ShopDb> OperationsOf(TestApp app) => app.Services.GetRequiredService<IOutboxOperations<ShopDb>>();

    /// <summary>Published with a delay, so that no relay takes them before they are parked.</summary>
    private static async Task<List<Guid>> PublishAndParkAsync(TestApp app, int count)
    {
        await app.InScopeAsync(async scope =>
        {
            for (var i = 0; i < count; i++)
            {
                await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{i}"), context =>
                {
                    context.Delay = TimeSpan.FromHours(1);
                    context.Headers.Set("mark", "here");
                });
            }

            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });
        await ParkAllAsync(app);
        return await app.QueryAsync(db => db.Set<OutboxRecord>().Select(record => record.Id).ToListAsync());
    }

    private static Task<int> ParkAllAsync(TestApp app) =>
        app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("update edakit_outbox set available_at = null, parked_at = 1, attempts = 10"));

    private static Task<int> LeaseAsync(TestApp app, Guid id) => app.QueryAsync(db => db.Set<OutboxRecord>().Where(record => record.Id == id).ExecuteUpdateAsync(set => set
        .SetProperty(record => record.AvailableAt, DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds())
        .SetProperty(record => record.ParkedAt, (long?)null)
        .SetProperty(record => record.ClaimedBy, Guid.NewGuid())));

    /// <summary>Cancels what a test has begun as soon as it has committed something, and nothing that others do meanwhile.</summary>
    private sealed class BreakOffAfterCommit : DbTransactionInterceptor
    {
        private readonly AsyncLocal<CancellationTokenSource?> _begun = new();

        public CancellationToken Begin() => (_begun.Value = new()).Token;

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            _begun.Value?.CancelAsync() ?? Task.CompletedTask;
    }
}
