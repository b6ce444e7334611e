using EdaKit.Outbox.Records;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Waking;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Waking;

public sealed class When_a_timer_is_lost
{
    private readonly Guid _trip = NewId.NextGuid();

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_be_woken_without_it_and_end(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place);
        app.Agency.Plan<BookFlight>(_trip, Agency.Silence);
        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Flight");
        await Eventually.IsAsync(1, () => Task.FromResult(app.Agency.Of(_trip).Count));

        var waker = app.Services.GetServices<IHostedService>().OfType<SagaWaker<TripDb>>().Single();
        Assert.Equal(0, await waker.RunAsync(TestContext.Current.CancellationToken));

        // The timer is gone from the outbox, and its time and that of the answer are long over.
        await app.QueryAsync(db => db.Set<OutboxRecord>().Where(record => record.Token != null).ExecuteDeleteAsync());
        await app.QueryAsync(async db =>
        {
            var trip = await db.Set<TripState>().SingleAsync();
            trip.TimerDueAt = DateTime.UtcNow.AddMinutes(-3);
            trip.Steps = [.. trip.Steps.Select(step => step with { DueAt = step.DueAt is null ? null : DateTime.UtcNow.AddMinutes(-3) })];
            return await db.SaveChangesAsync();
        });
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("update edakit_lease set until = 0"));

        Assert.Equal(1, await waker.RunAsync(TestContext.Current.CancellationToken));

        var trip = await app.UntilAsync(_trip, "Compensated");
        Assert.Equal(StepOutcome.Undone, trip.Steps.Single(step => step.Step == "Flight").Outcome);
    }
}
