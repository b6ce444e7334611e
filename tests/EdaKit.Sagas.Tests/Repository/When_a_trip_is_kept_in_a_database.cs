using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Tests.Repository;

public sealed class When_a_trip_is_kept_in_a_database
{
    private readonly Guid _trip = NewId.NextGuid();

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_complete_and_tell_its_timeline(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place);

        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        var trip = await app.UntilAsync(_trip, "Completed");

        await app.Received.WaitForAsync<TripBooked>(1);
        Assert.Equal("F17 confirmed", trip.FlightReference);
        Assert.All(trip.Steps, step => Assert.Equal(StepOutcome.Done, step.Outcome));
        Assert.NotNull(trip.EndedAt);

        var timeline = await app.TimelineAsync(_trip);
        Assert.Equal(
        [
            "Received test.book-trip", "Sent test.book-flight", "Moved Flight",
            "Received test.flight-booked", "Settled Done", "Sent test.book-hotel", "Sent test.book-car", "Moved Ground",
        ], timeline.Take(8).Select(entry => $"{entry.Kind} {entry.Name ?? entry.Note}"));
        Assert.Equal(["Ended completed", "Moved Completed"], timeline.TakeLast(2).Select(entry => $"{entry.Kind} {entry.Name ?? entry.Note}"));
        Assert.Equal(timeline[0].MessageId, timeline[1].CausationId);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_undo_time_out_park_and_resume(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place, TripSetup.Hurried());
        app.Agency.Plan<BookCar>(_trip, Agency.Silence);
        app.Agency.Plan<CancelHotel>(_trip, Agency.Fail, Agency.Fail);

        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        var trip = await app.UntilAsync(_trip, "Parked");
        Assert.Equal("Hotel", trip.ParkedStep);
        Assert.Contains(app.Log.Entries, entry => entry.Id.Id == 2001);

        await app.Bus.Publish(new ResumeSaga(_trip, "test.quick-trip", ResumeAction.Retry, "ada", "the hotel is up again"), TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Compensated");

        Assert.Equal(["CancelCar", "CancelHotel", "CancelHotel", "CancelHotel", "CancelFlight"],
            app.Agency.Of(_trip).Where(what => what.StartsWith("Cancel", StringComparison.Ordinal)));
        var timeline = await app.TimelineAsync(_trip);
        Assert.Contains(timeline, entry => entry is { Kind: TimelineKind.Resumed, Step: "Hotel", Note: "Retry by ada: the hotel is up again" });
        Assert.Contains(timeline, entry => entry is { Kind: TimelineKind.Settled, Step: "Car", Note: "Unknown: no answer within 00:00:02" });
        await app.Received.WaitForAsync<TripFailed>(1);
        await Eventually.IsAsync(0, () => app.QueryAsync(db => db.Set<OutboxRecord>().CountAsync()));
    }

    [Fact]
    public async Task Should_park_where_a_participant_fails_with_a_text_that_the_database_does_not_take()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place);
        app.Agency.Plan<ChargeCard>(_trip, Agency.FailWith("card \0"), Agency.FailWith("card \0"));

        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);

        Assert.EndsWith("card \uFFFD", (await app.UntilAsync(_trip, "Parked")).ParkedReason, StringComparison.Ordinal);
        await app.Bus.Publish(new ResumeSaga(_trip, "test.quick-trip", ResumeAction.Skip, "ada", "by hand \0", "Payment"), TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Completed");
        Assert.Contains(await app.TimelineAsync(_trip), entry => entry.Note == "Skip by ada: by hand \uFFFD");
    }

    [Fact]
    public async Task Should_name_what_had_no_effect_by_its_contract()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place);
        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Completed");

        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        await app.Bus.Publish(new FlightBooked(_trip), TestContext.Current.CancellationToken);
        await app.Bus.Publish(new ResumeSaga(_trip, "test.quick-trip", ResumeAction.Retry, "ada", "too late"), TestContext.Current.CancellationToken);

        await Eventually.IsAsync("edakit.resume-saga test.book-trip test.flight-booked", async () => string.Join(' ',
            (await app.TimelineAsync(_trip)).Where(entry => entry.Kind == TimelineKind.Ignored).Select(entry => entry.Name).Order(StringComparer.Ordinal)));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_have_no_second_effect_where_a_message_is_delivered_again(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place);
        var id = NewId.NextGuid();
        app.Agency.Plan<BookFlight>(_trip, Agency.Silence);

        await app.Bus.Publish(new BookTrip(_trip), context => context.MessageId = id, TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Flight");
        await app.Bus.Publish(new BookTrip(_trip), context => context.MessageId = id, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(true, () => Task.FromResult(app.Log.Entries.Any(entry => entry.Id.Id == 1201)));

        Assert.Single(await app.QueryAsync(db => db.Set<InboxEntry>().Where(entry => entry.MessageId == id).ToListAsync()));
        Assert.Single(await app.TimelineAsync(_trip), entry => entry.Kind == TimelineKind.Received && entry.MessageId == id);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_work_whichever_side_of_the_sagas_UseSagas_stands_on(bool edaKitLast)
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place, new() { EdaKitLast = edaKitLast });

        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);

        await app.UntilAsync(_trip, "Completed");
    }
}
