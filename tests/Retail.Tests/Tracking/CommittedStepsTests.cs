using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Retail.Host.Services;
using Retail.Tracking;
using Retail.Tracking.Live;
using Retail.Tracking.Timeline;
using Samples.Hosting.Storage;

namespace Retail.Tests.Tracking;

/// <summary>The module's own registrations, with nothing running that could tell the feed as well.</summary>
public sealed class CommittedStepsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;
    private ServiceProvider? _services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_is_told_and_the_save_before_it_is_not()
    {
        using var watch = Feed.Begin();
        await using var scope = _services!.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackingDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);

        db.Steps.Add(StepOf("1001"));
        await db.SaveChangesAsync(Cancel);
        Assert.Empty(await Told(watch));

        await transaction.CommitAsync(Cancel);
        Assert.Equal(["1001"], await Told(watch));
    }

    [Fact]
    public async Task Rollback_is_not_told()
    {
        using var watch = Feed.Begin();
        await using var scope = _services!.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackingDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);

        db.Steps.Add(StepOf("1001"));
        await db.SaveChangesAsync(Cancel);
        await transaction.RollbackAsync(Cancel);

        Assert.Empty(await Told(watch));
    }

    public async ValueTask InitializeAsync()
    {
        var module = ServiceModules.Named(TrackingModule.Name);
        var storage = new SqliteStorage(_folder);
        var services = new ServiceCollection();
        module.AddServices(services, options => storage.Configure(options, module.Name));
        _services = services.BuildServiceProvider();

        await using var scope = _services.CreateAsyncScope();
        await storage.CreateTables(scope.ServiceProvider.GetRequiredService<TrackingDb>(), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private ChangeFeed Feed => _services!.GetRequiredService<ChangeFeed>();

    private static Step StepOf(string number) => new()
    {
        OrderNumber = number,
        Name = StepName.Placed,
        HappenedAt = ShopEvents.At(0),
        HeardAt = ShopEvents.At(0),
        Text = "",
    };

    // What was told is there at once; a moment without anything means that nothing was.
    private static async Task<IReadOnlyCollection<string>> Told(Watch watch) =>
        await watch.Next(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel) ?? [];
}
