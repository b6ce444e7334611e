using EdaKit.Contracts;
using EdaKit.Sagas.Fencing;
using EdaKit.Testing.Servers;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EdaKit.Sagas.Tests.Fencing;

public sealed class Booking
{
    public Guid Id { get; set; }
}

public sealed class FlightsDb(DbContextOptions<FlightsDb> options) : DbContext(options)
{
    public DbSet<Booking> Bookings => Set<Booking>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Booking>();
        modelBuilder.AddOutbox().AddFence();
    }
}

/// <summary>A participant with a fence behind an inbox, on a real database.</summary>
public sealed class FenceApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string? _file;
    private readonly string _connection;
    private readonly PostgreSqlServer? _server;

    private FenceApp(IHost host, string? file, string connection, PostgreSqlServer? server) =>
        (_host, _file, _connection, _server) = (host, file, connection, server);

    public IServiceProvider Services => _host.Services;

    public IBus Bus => Services.GetRequiredService<IBus>();

    public static async Task<FenceApp> StartAsync(bool onPostgreSql, Action<IBusRegistrationConfigurator> consumers)
    {
        var server = onPostgreSql ? await PostgreSqlServer.StartAsync(new() { Durable = false }) : null;
        var file = onPostgreSql ? null : Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.db");
        var connection = server is null ? $"Data Source={file}" : await server.CreateDatabaseAsync("fence");

        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddLogging();
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddDbContext<FlightsDb>(options => _ = server is null ? options.UseSqlite(connection) : options.UseNpgsql(connection));
        builder.Services.AddMassTransit(x =>
        {
            consumers(x);
            x.AddEdaKit(eda => eda.UseOutbox<FlightsDb>().UseFence<FlightsDb>());
            x.UsingInMemory((context, bus) =>
            {
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        var app = new FenceApp(builder.Build(), file, connection, server);
        await app.QueryAsync(db => db.Database.EnsureCreatedAsync());
        await app._host.StartAsync();
        return app;
    }

    public async Task<T> QueryAsync<T>(Func<FlightsDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<FlightsDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        LogContext.Current = null;

        if (_server is not null)
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(_connection));
            await _server.DisposeAsync();
        }

        if (_file is null)
            return;

        SqliteConnection.ClearPool(new SqliteConnection(_connection));
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" })
            File.Delete(file);
    }
}

[EventContract("travel.book-flight", version: 1)]
public sealed record BookFlight(Guid TripId);

[EventContract("travel.cancel-flight", version: 1)]
public sealed record CancelFlight(Guid TripId);

[EventContract("travel.flight-refused", version: 1)]
public sealed record FlightRefused(Guid TripId);

[EventContract("travel.flight-booked", version: 1)]
public sealed record FlightBooked(Guid TripId);

[EventContract("travel.flight-cancelled", version: 1)]
public sealed record FlightCancelled(Guid TripId, bool WasBooked);

public sealed class Flights(FlightsDb db, IFence<FlightsDb> fence) : IConsumer<BookFlight>, IConsumer<CancelFlight>
{
    public async Task Consume(ConsumeContext<BookFlight> context)
    {
        var trip = context.Message.TripId;

        if (!await fence.EnterAsync("book-flight", trip, context.CancellationToken))
        {
            await context.RespondAsync(new FlightRefused(trip));
            return;
        }

        db.Bookings.Add(new() { Id = trip });
        await context.RespondAsync(new FlightBooked(trip));
    }

    public async Task Consume(ConsumeContext<CancelFlight> context)
    {
        var trip = context.Message.TripId;
        var wasBooked = await fence.CloseAsync("book-flight", trip, context.CancellationToken);

        if (wasBooked)
            await db.Bookings.Where(booking => booking.Id == trip).ExecuteDeleteAsync(context.CancellationToken);

        await context.RespondAsync(new FlightCancelled(trip, wasBooked));
    }
}
