using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using EdaKit.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdaKit.Outbox.Tests.Health;

public sealed class When_the_outbox_is_checked
{
    private const string Name = "outbox-ShopDb";

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_be_as_well_as_its_oldest_record_and_degraded_by_a_parked_one(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);

        await AddAsync(app, TimeSpan.FromSeconds(30), availableAt: 0);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);

        await AddAsync(app, TimeSpan.FromMinutes(2), availableAt: 0);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(app)).Status);

        await AddAsync(app, TimeSpan.FromMinutes(6), availableAt: 0);
        var worst = await CheckAsync(app);
        Assert.Equal(HealthStatus.Unhealthy, worst.Status);
        Assert.Equal(3L, worst.Data["waiting"]);
        Assert.InRange((double)worst.Data["oldestAgeSeconds"], 350, 400);

        await app.QueryAsync(db => db.Set<OutboxRecord>().ExecuteDeleteAsync());
        await AddAsync(app, TimeSpan.FromMinutes(6), availableAt: null);
        var parked = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, parked.Status);
        Assert.Equal((0L, 1L), (parked.Data["waiting"], parked.Data["parked"]));
        Assert.Contains("'1' record(s) are parked", parked.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_unhealthy_and_say_so_when_the_table_is_gone()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("drop table edakit_outbox"));

        var entry = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("outbox table of 'ShopDb' cannot be read", entry.Description, StringComparison.Ordinal);
        Assert.NotNull(entry.Exception);
    }

    [Fact]
    public async Task Should_be_unhealthy_in_time_when_the_database_is_away_and_the_context_retries()
    {
        await using var database = await PostgreSqlServer.StartAsync(new() { Durable = false });
        var connection = await database.CreateDatabaseAsync("health");
        using var place = new Place(new TestStore(options => options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure(100)), null),
            await TestTransport.CreateAsync(TransportKind.InMemory));
        await using var app = await StartAsync(place, TimeSpan.FromMilliseconds(500));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);

        await database.KillAsync();

        var entry = await CheckAsync(app);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("database of 'ShopDb' did not answer", entry.Description, StringComparison.Ordinal);
        Assert.InRange(entry.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await database.StartAgainAsync();
    }

    [Fact]
    public void Should_name_all_options_that_are_out_of_range()
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddOutbox<ShopDb>(options =>
        {
            options.DegradedAge = TimeSpan.FromMinutes(9);
            options.Timeout = TimeSpan.Zero;
        }));

        Assert.All(["'UnhealthyAge'", "'Timeout'"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    private static Task<TestApp> StartAsync(Place place, TimeSpan? timeout = null) => TestApp.StartAsync(place, c =>
    {
        // Twice, as an application and a module of it may do.
        c.Services = services => services.AddHealthChecks().AddOutbox<ShopDb>().AddOutbox<ShopDb>(options => options.Timeout = timeout ?? options.Timeout);
        c.Outbox = o => o.Relay.Enabled = false;
    });

    private static async Task<HealthReportEntry> CheckAsync(TestApp app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(registration => registration.Name == Name)).Entries[Name];

    private static Task AddAsync(TestApp app, TimeSpan age, long? availableAt) => app.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ShopDb>();
        db.Add(new OutboxRecord
        {
            Id = NewId.NextSequentialGuid(),
            MessageId = NewId.NextGuid(),
            Destination = "./orders",
            MessageTypes = "urn:message:tests.order-placed:v1",
            ContentType = "application/json",
            Properties = "{}",
            CapturedAt = (DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds(),
            AvailableAt = availableAt,
            ParkedAt = availableAt is null ? 1 : null,
        });
        await db.SaveChangesAsync();
    });
}
