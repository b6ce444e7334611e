using System.Collections.Concurrent;
using EdaKit.Contracts;
using EdaKit.Sagas.Steps;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Cli.Tests.Support;

[EventContract("test.book-stay", version: 1)]
public sealed record BookStay([property: BusinessKey] Guid StayId);

[EventContract("test.book-room", version: 1)]
public sealed record BookRoom([property: BusinessKey] Guid StayId);

[EventContract("test.room-booked", version: 1)]
public sealed record RoomBooked([property: BusinessKey] Guid StayId);

/// <summary>An application with a saga on RabbitMQ, whose hotel is down at first: an instance is parked, and the application has stopped.</summary>
public sealed class Stays : IDisposable
{
    private static readonly ConcurrentDictionary<StoreKind, Lazy<Task<Template>>> Templates = new();

    private readonly TestDatabase _database;

    private Stays(TestDatabase database, Guid parked) => (_database, Parked) = (database, parked);

    public string Connection => _database.Connection;

    public Guid Parked { get; }

    /// <summary>A copy of what the application once left behind, which takes seconds and a broker.</summary>
    public static async Task<Stays> CreateAsync(StoreKind kind)
    {
        var template = await Templates.GetOrAdd(kind, _ => new(() => FillAsync(kind))).Value;
        return new(await template.CopyAsync(), template.Parked);
    }

    /// <summary>Runs the application for as long as the work takes.</summary>
    public async Task RunAsync(bool isDown, Func<IServiceProvider, Task> work)
    {
        using var host = Build(await Servers.CreateVirtualHostAsync(), isDown);
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<StaysDb>().Database.EnsureCreatedAsync();

        await host.StartAsync();
        await work(host.Services);
        await host.StopAsync();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }

    public static async Task<StepSagaState?> FindAsync(IServiceProvider services, Guid stay)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StaysDb>().Set<StayState>().SingleOrDefaultAsync(state => state.CorrelationId == stay);
    }

    public void Dispose() => _database.Dispose();

    private static async Task<Template> FillAsync(StoreKind kind)
    {
        var stays = new Stays(await TestDatabase.CreateAsync(kind), NewId.NextGuid());

        await stays.RunAsync(isDown: true, async services =>
        {
            await services.GetRequiredService<IBus>().Publish(new BookStay(stays.Parked));
            await Eventually.IsAsync("Parked", async () => (await FindAsync(services, stays.Parked))?.CurrentState);
        });
        return new(await stays._database.FreezeAsync(), stays.Parked);
    }

    private IHost Build(Uri broker, bool isDown)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddSingleton(new Hotel(isDown));
        builder.Services.AddDbContext<StaysDb>(_database.Use);
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<BookStay>();
                eda.UseOutbox<StaysDb>();
                eda.UseSagas<StaysDb>();
            });
            x.AddSagaStateMachine<StaySaga, StayState>();
            x.AddConsumer<Reception>();
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(broker);
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        return builder.Build();
    }

    private sealed class StaysDb(DbContextOptions<StaysDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.AddOutbox();
            modelBuilder.AddSagas().AddSaga<StayState>("stay");
        }
    }

    private sealed class StayState : StepSagaState;

    private sealed class StaySaga : StepSaga<StayState>
    {
        public StaySaga() => Flow<BookStay>("test.stay", 1, (_, _) => { }, flow => flow
            .Step("Hotel").Command(state => new BookRoom(state.CorrelationId)).Success<RoomBooked>().Pivot().Timeout(TimeSpan.FromMinutes(1)));
    }

    private sealed record Template(Func<Task<TestDatabase>> CopyAsync, Guid Parked);

    private sealed record Hotel(bool IsDown);

    private sealed class Reception(Hotel hotel) : IConsumer<BookRoom>
    {
        public Task Consume(ConsumeContext<BookRoom> context) =>
            hotel.IsDown ? throw new InvalidOperationException("the hotel is down") : context.RespondAsync(new RoomBooked(context.Message.StayId));
    }
}
