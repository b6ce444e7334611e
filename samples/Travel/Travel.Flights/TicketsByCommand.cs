using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Travel.Contracts.Orchestration;

namespace Travel.Flights;

/// <summary>Issues the tickets of orchestrated trips.</summary>
[AnswersAgain]
internal sealed class TicketsByCommand(FlightsDb db, TimeProvider clock) : IConsumer<IssueTickets>
{
    public Task Consume(ConsumeContext<IssueTickets> context)
    {
        db.Tickets.Add(new() { Id = Guid.CreateVersion7(), TripId = context.Message.TripId, IssuedAt = clock.GetUtcNow().UtcDateTime });
        return context.Publish(new TicketsSent(context.Message.TripId));
    }
}
