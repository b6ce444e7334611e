using MassTransit;
using Travel.Contracts.Choreography;

namespace Travel.Flights;

/// <summary>Issues the tickets of choreographed trips, once they are paid.</summary>
internal sealed class TicketsByEvent(FlightsDb db, TimeProvider clock) : IConsumer<TripPaid>
{
    public Task Consume(ConsumeContext<TripPaid> context)
    {
        db.Tickets.Add(new() { Id = Guid.CreateVersion7(), TripId = context.Message.TripId, IssuedAt = clock.GetUtcNow().UtcDateTime });
        return context.Publish(new TicketsIssued(context.Message.TripId));
    }
}
