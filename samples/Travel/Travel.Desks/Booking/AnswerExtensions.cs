using MassTransit;

namespace Travel.Desks.Booking;

/// <summary>Tells others what became of a wish.</summary>
public static class AnswerExtensions
{
    /// <summary>Publishes now, or where the company takes its time later. A late answer waits in the outbox, and keeps no transaction open.</summary>
    public static Task AnswerAsync<T>(this ConsumeContext context, T answer, TimeSpan after)
        where T : class => after > TimeSpan.Zero ? context.SchedulePublish(after, answer, context.CancellationToken) : context.Publish(answer, context.CancellationToken);
}
