using System.Net;
using EdaKit.AspNetCore.Idempotency.Storage;
using EdaKit.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.AspNetCore.Tests.Idempotency;

public sealed class When_the_window_is_over
{
    private const long Hour = 3_600_000;

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_forget_what_is_older_in_batches_and_leave_the_rest(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        var time = new FakeTimeProvider();
        await using var web = await StartAsync(store, time);

        for (var i = 0; i < 5; i++)
            await web.Client.PostAsync("/charges", $"old-{i}");

        await web.QueryAsync(db => db.Entries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ClaimedAt, entry => entry.ClaimedAt - (2 * Hour))));
        await web.Client.PostAsync("/charges", "new");

        await Eventually.IsAsync(1, async () =>
        {
            time.Advance(TimeSpan.FromMinutes(10));
            return await web.CountEntriesAsync();
        });

        Assert.True((await web.Client.PostAsync("/charges", "new")).IsReplay);
        Assert.Equal((HttpStatusCode.Created, 7), ((await web.Client.PostAsync("/charges", "old-0")).Status, await web.CountChargesAsync()));
    }

    [Theory, ClassData(typeof(EveryStore))]
    public async Task Should_be_cleaned_by_one_process_at_a_time(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var web = await StartAsync(store, TimeProvider.System);
        await using var other = await StartAsync(store, TimeProvider.System);
        await web.Client.PostAsync("/charges", "old");
        await web.QueryAsync(db => db.Entries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ClaimedAt, 0)));

        Assert.Equal(1, await CleanerOf(web).RunAsync(default));

        await web.Client.PostAsync("/charges", "old");
        await web.QueryAsync(db => db.Entries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ClaimedAt, 0)));
        Assert.Equal(0, await CleanerOf(other).RunAsync(default));
        Assert.Equal(1, await CleanerOf(web).RunAsync(default));
    }

    private static IdempotencyCleaner<PlainBankDb> CleanerOf(TestWeb<PlainBankDb> web) => web.Services.GetServices<IHostedService>().OfType<IdempotencyCleaner<PlainBankDb>>().Single();

    private static Task<TestWeb<PlainBankDb>> StartAsync(TestStore store, TimeProvider time) => TestWeb.StartAsync<PlainBankDb>(store, c =>
    {
        c.Options = options =>
        {
            options.Window = TimeSpan.FromHours(1);
            options.CleaningBatchSize = 2;
        };
        c.Services = services => services.AddSingleton(time);
        c.Endpoints = app => app.MapPost("/charges", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>();
    });
}
