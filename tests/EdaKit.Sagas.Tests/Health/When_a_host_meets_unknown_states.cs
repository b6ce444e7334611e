using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Health;

/// <summary>A host starts on a database in which another version of the application was at work.</summary>
public sealed class When_a_host_meets_unknown_states
{
    private static readonly Action<SagaOptions> Refusing = sagas => sagas.RefuseUnknownStates = true;

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_not_start_where_it_is_to_refuse_them(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await LeaveBehindAsync(place, async app =>
        {
            await app.AddTripAsync("Ground", 1);
            await app.AddTripAsync("Flight", 2);
            await app.AddTripAsync("Hovercraft", 1);
            await app.AddTripAsync("Hovercraft", 1);
            await app.AddVisaAsync("Lost");
        });
        using var host = TripApp.Build(place, new() { Sagas = Refusing });

        var error = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        var fault = Assert.Single(error.Faults);
        Assert.Equal("EDA0512", fault.Code);
        Assert.StartsWith("'TripDb' holds instances in states that the sagas of this process do not know: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 'test.quick-trip' version 2 in 'Flight'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2 of 'test.quick-trip' version 1 in 'Hovercraft'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 'VisaMachine' in 'Lost'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'Ground'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("EarlierFlow", fault.Message, StringComparison.Ordinal);
        Assert.Contains("RefuseUnknownStates", fault.Message, StringComparison.Ordinal);
        Assert.Contains("not started", host.Services.GetRequiredService<IBusControl>().CheckHealth().Description, StringComparison.Ordinal);
        LogContext.Current = null;
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_start_where_it_is_not_told_to_refuse_them(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await LeaveBehindAsync(place, app => app.AddTripAsync("Flight", 2));

        await using var app = await TripApp.StartAsync(place);

        await BooksATripAsync(app);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_start_where_it_knows_all_that_have_not_ended(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await LeaveBehindAsync(place, async app =>
        {
            await app.AddTripAsync("Parked", 1);
            await app.AddTripAsync("Completed", 2, isEnded: true);
            await app.AddVisaAsync("Valid");
        });

        await using var app = await TripApp.StartAsync(place, new() { Sagas = Refusing });

        await BooksATripAsync(app);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_start_and_say_so_where_they_cannot_be_read(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await LeaveBehindAsync(place, app => app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("drop table trip")));

        await using var app = await TripApp.StartAsync(place, new() { Sagas = Refusing });

        Assert.Contains("TripDb", Assert.Single(app.Log.Entries, entry => entry.Id.Id == 2104).Message, StringComparison.Ordinal);
    }

    private static async Task LeaveBehindAsync(Place place, Func<TripApp, Task> leave)
    {
        await using var app = await TripApp.StartAsync(place);
        await leave(app);
    }

    private static async Task BooksATripAsync(TripApp app)
    {
        var trip = NewId.NextGuid();

        await app.Bus.Publish(new BookTrip(trip), TestContext.Current.CancellationToken);

        await app.UntilAsync(trip, "Completed");
    }
}
