using EdaKit.AspNetCore.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>What a test asks of its application.</summary>
public sealed class TestWebConfiguration
{
    public Action<IdempotencyOptions>? Options { get; set; }
    public Action<IServiceCollection>? Services { get; set; }
    public Action<WebApplication>? Pipeline { get; set; }
    public Action<WebApplication> Endpoints { get; set; } = _ => { };
}

/// <summary>Makes applications with one context, on a real database, behind Kestrel on loopback, as a user would write them.</summary>
public static class TestWeb
{
    public static async Task<TestWeb<TDb>> StartAsync<TDb>(TestStore store, Action<TestWebConfiguration> configure)
        where TDb : BankDb
    {
        var app = Build<TDb>(store, configure);

        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TDb>().Database.EnsureCreatedAsync();

        await app.StartAsync();
        return new(app, new() { BaseAddress = new(app.Urls.Single()), Timeout = Eventually.Bound });
    }

    public static WebApplication Build<TDb>(TestStore store, Action<TestWebConfiguration> configure)
        where TDb : BankDb
    {
        var configuration = new TestWebConfiguration();
        configure(configuration);

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TestLog>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<TestLog>());
        builder.Services.AddDbContext<TDb>(options => store.Use(options));
        builder.Services.AddIdempotency<TDb>(configuration.Options);
        configuration.Services?.Invoke(builder.Services);

        var app = builder.Build();
        configuration.Pipeline?.Invoke(app);
        configuration.Endpoints(app);
        return app;
    }
}

/// <summary>Such an application, and a client of it.</summary>
public sealed class TestWeb<TDb>(WebApplication app, HttpClient client) : IAsyncDisposable
    where TDb : BankDb
{
    public IServiceProvider Services => app.Services;

    public TestLog Log => Services.GetRequiredService<TestLog>();

    public HttpClient Client => client;

    public async Task<T> QueryAsync<T>(Func<TDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public Task<int> CountChargesAsync() => QueryAsync(db => db.Charges.CountAsync());

    public Task<int> CountEntriesAsync() => QueryAsync(db => db.Entries.CountAsync());

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        MassTransit.LogContext.Current = null;
    }
}
