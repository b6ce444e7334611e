using EdaKit.EntityFrameworkCore.Sqlite;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>A container with two contexts on one database, both with a unit of work.</summary>
public sealed class TestContainer : IAsyncDisposable
{
    private readonly TestStore _store;
    private readonly ServiceProvider _services;

    private TestContainer(TestStore store, ServiceProvider services)
    {
        _store = store;
        _services = services;
    }

    public TestStore Store => _store;

    public UnitOfWorkTracker Tracker => _services.GetRequiredService<UnitOfWorkTracker>();

    public static async Task<TestContainer> CreateAsync(StoreKind kind = StoreKind.Sqlite, bool pooled = false, TimeSpan? longestWait = null,
        Action<DbContextOptionsBuilder>? options = null, string sqlite = "")
    {
        var store = await TestStore.CreateAsync(kind);
        var services = new ServiceCollection();

        void Configure(DbContextOptionsBuilder builder)
        {
            if (kind == StoreKind.Sqlite)
                builder.UseSqlite(store.ConnectionString + sqlite);
            else
                store.Use(builder);

            options?.Invoke(builder);
        }

        if (longestWait is { } wait)
            services.AddSingleton(new SqliteWriteGates { LongestWait = wait });

        services.AddUnitOfWork<NotesDb>().AddUnitOfWork<OtherDb>();

        if (pooled)
            services.AddDbContextPool<NotesDb>(Configure, poolSize: 1);
        else
            services.AddDbContext<NotesDb>(Configure);

        services.AddDbContext<OtherDb>(Configure);

        var container = new TestContainer(store, services.BuildServiceProvider());
        await container.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Database.EnsureCreatedAsync());
        return container;
    }

    /// <summary>How many wait for the gate of a context's file.</summary>
    public Task<int> WaitersOf(DbContext context) => Task.FromResult(GateOf(context).Waiting);

    public bool IsHeld(DbContext context) => GateOf(context).IsTaken;

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Scope();
        await work(scope.ServiceProvider);
    }

    public async Task<int> CountNotesAsync()
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<NotesDb>().Notes.CountAsync();
    }

    public async Task<List<string>> TracesAsync()
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<NotesDb>().Traces.Select(trace => trace.Text).Order().ToListAsync();
    }

    private SqliteWriteGate GateOf(DbContext context) => _services.GetRequiredService<SqliteWriteGates>().Of(context.Database.GetDbConnection());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _store.Dispose();
    }
}
