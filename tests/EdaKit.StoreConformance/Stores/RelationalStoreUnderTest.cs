using EdaKit.Configuration;
using EdaKit.Outbox.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Stores;

/// <summary>A store on an EF Core provider, set up as an application would do it.</summary>
public abstract class RelationalStoreUnderTest : IStoreUnderTest
{
    private readonly List<RelationalStoreUnderTest> _otherProcesses = [];
    private ServiceProvider? _services;
    private ModelShape _shape = ModelShape.Plain;

    IOutboxStore IStoreUnderTest.Outbox => new RelationalOutboxStore<ConformanceDb>(Services.GetRequiredService<IServiceScopeFactory>());

    public IServiceProvider Services => _services ?? throw new InvalidOperationException($"Call {nameof(CreateAsync)} first.");

    public abstract string Database { get; }

    public async Task CreateAsync(ModelShape shape, Func<ConformanceDb, Task>? makeTables = null)
    {
        _shape = shape;
        await CreateDatabaseAsync();
        _services = BuildServices();

        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await (makeTables?.Invoke(db) ?? MakeTablesAsync(db));
    }

    public IStoreUnderTest OtherProcess()
    {
        var other = Twin();
        other._shape = _shape;
        other._services = other.BuildServices();
        _otherProcesses.Add(other);
        return other;
    }

    public abstract Task SomebodyWaitsAsync();

    public abstract bool HasOneWriter { get; }

    public async Task<string> DescribeTablesAsync() => string.Concat((await QueryAsync(CatalogSql)).Select(line => $"{line}\n"));

    public Task<IReadOnlyList<string>> ColumnsAsync() => QueryAsync(ColumnsSql);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        foreach (var other in _otherProcesses)
            await other._services!.DisposeAsync();

        if (_services is not null)
            await _services.DisposeAsync();

        DropDatabase();
        LogContext.Current = null;
    }

    /// <summary>One text column: a line for each table, column, key and index.</summary>
    protected abstract string CatalogSql { get; }

    protected abstract string ColumnsSql { get; }

    protected abstract Task CreateDatabaseAsync();

    /// <summary>Makes the tables where a test does not do it itself: those of the model.</summary>
    protected virtual Task MakeTablesAsync(ConformanceDb db) => db.Database.EnsureCreatedAsync();

    protected abstract void Use(DbContextOptionsBuilder options);

    protected abstract void DropDatabase();

    /// <summary>A second object for the same database.</summary>
    protected abstract RelationalStoreUnderTest Twin();

    private async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConformanceDb>().Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    private ServiceProvider BuildServices()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(_shape);

        // The application's clock is far off, so that whatever goes by it in place of the database's clock shows.
        services.AddSingleton<TimeProvider>(new WrongClock());
        services.AddDbContext<ConformanceDb>(options =>
        {
            Use(options);
            options.ReplaceService<IModelCacheKeyFactory, ModelPerShape>();
        });

        services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.UseOutbox<ConformanceDb>(outbox => outbox.Relay.Enabled = false));
            x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
        });

        return services.BuildServiceProvider();
    }

    private sealed class WrongClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(200);
    }
}
