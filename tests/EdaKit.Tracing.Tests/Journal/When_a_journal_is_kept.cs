using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EdaKit.Journal;
using EdaKit.Startup;
using EdaKit.Tracing.Journal;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Tests.Journal;

public sealed class When_a_journal_is_kept
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_remove_what_is_old_batch_by_batch(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store, configure: options => (options.KeepFor, options.CleaningBatchSize) = (TimeSpan.FromHours(1), 2));
        var now = DateTimeOffset.UtcNow;
        DateTimeOffset ahead = now.AddSeconds(1);
        await WriteAsync(bus, [ahead, .. Enumerable.Range(0, 7).Select(n => now.AddHours(n - 6))]);

        var cleaner = ActivatorUtilities.CreateInstance<JournalCleaner<TracedDb>>(bus.Services);
        Assert.Equal(6, await cleaner.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal([ahead.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()], (await bus.ReadJournalAsync()).Select(entry => entry.At));
        Assert.Equal(0, await cleaner.RunAsync(TestContext.Current.CancellationToken));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_remove_what_is_old_behind_batches_of_a_clock_that_was_ahead(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store, configure: options => (options.KeepFor, options.CleaningBatchSize) = (TimeSpan.FromHours(1), 2));
        var now = DateTimeOffset.UtcNow;
        DateTimeOffset[] ahead = [.. Enumerable.Range(1, 5).Select(n => now.AddDays(n))], old = [.. Enumerable.Range(2, 6).Select(n => now.AddHours(-n))];
        await WriteAsync(bus, [.. ahead, .. old, now, now, .. old]);

        var cleaner = ActivatorUtilities.CreateInstance<JournalCleaner<TracedDb>>(bus.Services);
        Assert.Equal(6, await cleaner.RunAsync(TestContext.Current.CancellationToken));

        // Whatever comes after what is not old yet waits until that is.
        Assert.Equal([.. ahead, now, now, .. old], (await bus.ReadJournalAsync()).Select(entry => DateTimeOffset.FromUnixTimeMilliseconds(entry.At)), SameMillisecond);
    }

    [Fact]
    public async Task Should_ride_in_commands_that_are_sent_anyway()
    {
        var commands = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => commands.Add($"{activity.GetTagItem("db.query.text")}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var bus = await JournaledBus.StartAsync(StoreKind.PostgreSql);

        await bus.PublishAsync(new First("17"));
        await bus.ReadJournalAsync(6);

        // One of the publish, with its record; of two consumers, with their records and the commit; of the last one, with the commit.
        var ours = commands.Where(text => text.Contains("insert into edakit_journal", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, ours.Count);
        Assert.Equal(3, ours.Count(text => text.Contains("insert into edakit_outbox", StringComparison.Ordinal)));
        Assert.Equal(3, ours.Count(text => text.EndsWith("commit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Should_store_what_was_said_last_before_the_process_ends_and_wait_while_the_database_is_away()
    {
        var broken = new Breaking();
        var log = new TestLog();
        var database = await Servers.CreateDatabaseAsync();
        using var host = Build(database, broken, log);
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TracedDb>().Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var writer = host.Services.GetRequiredService<IJournalWriter>();

        broken.IsBroken = true;
        writer.Add(Entry(1));
        await Eventually.IsAsync(true, () => Task.FromResult(log.Entries.Any(entry => entry.Id.Id == 4003)));

        broken.IsBroken = false;
        writer.Add(Entry(2));
        await host.StopAsync(TestContext.Current.CancellationToken);

        await using var after = host.Services.CreateAsyncScope();
        Assert.Equal([1, 2], await after.ServiceProvider.GetRequiredService<TracedDb>().Set<JournalEntry>().OrderBy(entry => entry.At).Select(entry => entry.At)
            .ToListAsync(TestContext.Current.CancellationToken));
        Assert.Single(log.Entries, entry => entry.Id.Id == 4003);
    }

    [Fact]
    public async Task Should_drop_and_count_what_there_is_no_room_for()
    {
        var broken = new Breaking { IsBroken = true };
        var log = new TestLog();
        using var host = Build(await Servers.CreateDatabaseAsync(), broken, log, options => options.QueueLimit = 5);
        var dropped = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Name == "edakit.journal.dropped") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref dropped, value));
        listener.Start();

        // Not started, so that nobody takes them.
        var writer = host.Services.GetRequiredService<IJournalWriter>();
        for (var n = 0; n < 8; n++)
            writer.Add(Entry(n));

        Assert.Equal(3, dropped);
    }

    [Fact]
    public async Task Should_say_that_entries_come_after_the_fact_where_there_is_no_outbox()
    {
        Assert.True(await SaysItAsync(hasOutbox: false));
        Assert.False(await SaysItAsync(hasOutbox: true));

        static async Task<bool> SaysItAsync(bool hasOutbox)
        {
            var log = new TestLog();
            await using var bus = await TracedBus.StartAsync(TransportKind.InMemory, hasOutbox, services: services => services.AddSingleton<ILoggerProvider>(log),
                more: eda => eda.UseJournal<TracedDb>());

            // It is said before the first entry is stored.
            bus.Services.GetRequiredService<IJournalWriter>().Add(Entry(1));
            await bus.ReadJournalAsync(1);
            return log.Entries.Any(entry => entry.Id.Id == 4005);
        }
    }

    [Theory]
    [InlineData("EDA0704", "'KeepFor' is '00:00:01'")]
    [InlineData("EDA0704", "'Service' is ''")]
    public async Task Should_refuse_options_out_of_range(string code, string text)
    {
        var refused = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => JournaledBus.StartAsync(StoreKind.Sqlite,
            configure: options => (options.KeepFor, options.Service) = (TimeSpan.FromSeconds(1), "")));

        Assert.Contains(refused.Faults, fault => fault.Code == code && fault.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_refuse_a_context_that_is_not_there_or_has_no_table()
    {
        var refused = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true,
            services: services => services.AddDbContext<BareDb>(options => options.UseSqlite("Data Source=:memory:")),
            more: eda => eda.UseJournal<BareDb>().UseJournal<MissingDb>()));

        Assert.Equal(["EDA0701", "EDA0703"], refused.Faults.Select(fault => fault.Code).Order());
    }

    [Fact]
    public async Task Should_refuse_a_context_that_stores_nothing_with_its_saves()
    {
        var refused = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true,
            services: services => services.AddTransient(_ => new HandmadeDb(new DbContextOptionsBuilder<HandmadeDb>().UseSqlite("Data Source=:memory:").Options)),
            more: eda => eda.UseJournal<HandmadeDb>()));

        Assert.Equal("EDA0702", Assert.Single(refused.Faults).Code);
    }

    private static bool SameMillisecond(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeMilliseconds() == other.ToUnixTimeMilliseconds();

    private static JournalEntry Entry(int n) => new() { At = n, Kind = JournalKind.Faulted };

    private static IHost Build(string database, Breaking broken, TestLog log, Action<JournalOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.AddProvider(log);
        builder.Services.AddDbContext<TracedDb>(options => options.UseNpgsql(database).AddInterceptors(broken));
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.UseJournal<TracedDb>(configure));
            x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
        });
        return builder.Build();
    }

    private static Task WriteAsync(TracedBus bus, IEnumerable<DateTimeOffset> times) => bus.DoAsync(scope =>
    {
        foreach (var time in times)
            scope.GetRequiredService<IJournal<TracedDb>>().Add(new() { At = time.ToUnixTimeMilliseconds(), Kind = JournalKind.Consumed });
        return Task.CompletedTask;
    });

    /// <summary>A database that is away when it is told to be.</summary>
    private sealed class Breaking : DbConnectionInterceptor
    {
        public volatile bool IsBroken;

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
            CancellationToken cancellationToken = default) => IsBroken ? throw new TimeoutException("The database is away.") : new(result);
    }

    private sealed class BareDb(DbContextOptions<BareDb> options) : DbContext(options);

    private sealed class MissingDb(DbContextOptions<MissingDb> options) : DbContext(options);

    private sealed class HandmadeDb(DbContextOptions<HandmadeDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddJournal();
    }
}
