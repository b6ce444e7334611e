using EdaKit.Sagas.Fencing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Fencing;

public sealed class FenceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Enter_and_Close_outside_a_transaction_name_the_remedy()
    {
        await using var app = await FenceApp.StartAsync(false, _ => { });

        await InFenceAsync(app, async fence =>
        {
            var entering = await Assert.ThrowsAsync<InvalidOperationException>(() => fence.EnterAsync("book-flight", Guid.NewGuid(), None));
            var closing = await Assert.ThrowsAsync<InvalidOperationException>(() => fence.CloseAsync("book-flight", Guid.NewGuid(), None));

            Assert.All([entering, closing], error => Assert.Contains("eda.UseOutbox<FlightsDb>()", error.Message, StringComparison.Ordinal));
        });

        Assert.Equal(0, await app.QueryAsync(db => db.Set<FenceEntry>().CountAsync()));
    }

    [Fact]
    public async Task Enter_and_Close_refuse_what_names_nothing()
    {
        await using var app = await FenceApp.StartAsync(false, _ => { });

        await InFenceAsync(app, async fence =>
        {
            foreach (var ask in new Func<string, Guid, CancellationToken, Task<bool>>[] { fence.EnterAsync, fence.CloseAsync })
            {
                await Assert.ThrowsAsync<ArgumentException>(() => ask(" ", Guid.NewGuid(), None));
                await Assert.ThrowsAsync<ArgumentException>(() => ask(new string('x', 201), Guid.NewGuid(), None));
                await Assert.ThrowsAsync<ArgumentException>(() => ask("book-flight", Guid.Empty, None));
            }
        });
    }

    [Fact]
    public async Task Clean_removes_what_is_older_than_its_window_in_several_batches_and_keeps_the_rest()
    {
        await using var app = await FenceApp.StartAsync(false, _ => { });
        var (now, day) = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), (long)TimeSpan.FromDays(1).TotalMilliseconds);
        await app.QueryAsync(db =>
        {
            db.AddRange(Enumerable.Range(0, 5).Select(_ => New("old undo", null, now - 15 * day)));
            db.AddRange(New("old command", now - 366 * day, null), New("undo", null, now - 13 * day), New("command", now - 364 * day, null));
            return db.SaveChangesAsync();
        });
        var cleaner = CleanerOf(app, batchSize: 2);

        Assert.Equal(6, await cleaner.RunAsync(None));

        Assert.Equal(["command", "undo"], await app.QueryAsync(db => db.Set<FenceEntry>().Select(entry => entry.Operation).Order().ToListAsync()));
    }

    [Fact]
    public async Task Clean_is_done_by_one_process_at_a_time()
    {
        await using var app = await FenceApp.StartAsync(false, _ => { });
        Assert.Equal(0, await CleanerOf(app).RunAsync(None));
        await app.QueryAsync(db =>
        {
            db.Add(New("old undo", null, 1));
            return db.SaveChangesAsync();
        });

        Assert.Equal(0, await CleanerOf(app).RunAsync(None));
    }

    private static FenceEntry New(string operation, long? enteredAt, long? closedAt) =>
        new() { Operation = operation, Key = Guid.NewGuid(), EnteredAt = enteredAt, ClosedAt = closedAt };

    private static FenceCleaner<FlightsDb> CleanerOf(FenceApp app, int batchSize = 1000) =>
        ActivatorUtilities.CreateInstance<FenceCleaner<FlightsDb>>(app.Services, new FenceOptions { CleaningBatchSize = batchSize });

    private static async Task InFenceAsync(FenceApp app, Func<IFence<FlightsDb>, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IFence<FlightsDb>>());
    }
}
