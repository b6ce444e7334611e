using System.Net.Http.Json;
using System.Text.Json;
using EdaKit.Sagas.Timeline;
using EdaKit.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samples.Hosting.Serving;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;
using Travel.Cars;
using Travel.Flights;
using Travel.Host;
using Travel.Hotels;
using Travel.Payments;
using Travel.Trips;

namespace Travel.Tests.Support;

/// <summary>All services in this process, on fresh SQLite files.</summary>
public sealed class Agency : IAsyncLifetime
{
    /// <summary>Some companies answer late, and some trips ask for several attempts.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("travel-tests-").FullName;
    private WebApplication? _app;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _app = await SampleHost.Build(TravelSample.Definition, TravelSample.Definition.Modules, new SqliteStorage(_folder), new InMemoryTransport(), "http://127.0.0.1:0", CancellationToken.None);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
    }

    /// <summary>Asks for a trip.</summary>
    public async Task<Guid> BookAsync(string style, Wish wish)
    {
        var id = Guid.CreateVersion7();
        using var response = await Http.PutAsJsonAsync($"/trips/{id}", new { Traveller = "Ada", Style = style, wish.Flight, wish.Hotel, wish.Car, wish.Card });
        response.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Waits until a trip stands so.</summary>
    public async Task<JsonElement> UntilAsync(Guid trip, string outcome)
    {
        await Eventually.IsAsync(outcome, async () => (await TripAsync(trip)).GetProperty("progress").GetProperty("outcome").GetString()!, Patience);
        return await TripAsync(trip);
    }

    public Task<JsonElement> TripAsync(Guid trip) => Http.GetFromJsonAsync<JsonElement>($"/trips/{trip}");

    /// <summary>Removes a trip's saga with its timeline, as happens when it has ended long ago.</summary>
    public async Task RemoveSagaAsync(Guid trip)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TripsDb>();
        Assert.Equal(1, await db.Sagas.Where(saga => saga.CorrelationId == trip).ExecuteDeleteAsync());
        await db.Set<TimelineEntry>().Where(entry => entry.SagaId == trip).ExecuteDeleteAsync();
    }

    /// <summary>What is in the services' books for a trip at the end.</summary>
    public async Task<Books> BooksAsync(Guid trip)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        return new(
            await services.GetRequiredService<FlightsDb>().Bookings.CountAsync(booking => booking.TripId == trip && booking.CancelledAt == null),
            await services.GetRequiredService<HotelsDb>().Bookings.CountAsync(booking => booking.TripId == trip && booking.CancelledAt == null),
            await services.GetRequiredService<CarsDb>().Bookings.CountAsync(booking => booking.TripId == trip && booking.CancelledAt == null),
            await services.GetRequiredService<PaymentsDb>().Payments.CountAsync(payment => payment.TripId == trip),
            await services.GetRequiredService<FlightsDb>().Tickets.CountAsync(ticket => ticket.TripId == trip));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
