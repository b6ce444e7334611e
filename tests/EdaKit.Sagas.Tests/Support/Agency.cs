using System.Collections.Concurrent;
using MassTransit;

namespace EdaKit.Sagas.Tests.Support;

/// <summary>What participants did, in order, by trip; and what they are to do wrong.</summary>
public sealed class Agency
{
    private readonly ConcurrentQueue<(Guid Trip, string What)> _log = new();
    private readonly ConcurrentDictionary<(Guid Trip, Type Command), Queue<Func<ConsumeContext, Task>>> _plans = new();

    public IReadOnlyList<string> Of(Guid trip) => [.. _log.Where(entry => entry.Trip == trip).Select(entry => entry.What)];

    /// <summary>The next times a command of a trip comes, these things happen in place of success, one each.</summary>
    public void Plan<TCommand>(Guid trip, params Func<ConsumeContext, Task>[] happenings) => _plans[(trip, typeof(TCommand))] = new(happenings);

    public static Task Fail(ConsumeContext context) => throw new InvalidOperationException("the participant is down");

    public static Func<ConsumeContext, Task> FailWith(string message) => _ => throw new InvalidOperationException(message);

    public static Task Silence(ConsumeContext context) => Task.CompletedTask;

    public static Func<ConsumeContext, Task> Answer<TAnswer>(TAnswer answer)
        where TAnswer : class => context => context.RespondAsync(answer);

    public async Task HandleAsync<TCommand>(ConsumeContext<TCommand> context, Guid trip, object success)
        where TCommand : class
    {
        _log.Enqueue((trip, typeof(TCommand).Name));

        if (_plans.TryGetValue((trip, typeof(TCommand)), out var plan) && plan.TryDequeue(out var happening))
            await happening(context);
        else
            await context.RespondAsync(success, success.GetType());
    }
}

/// <summary>All participants of a trip in one.</summary>
public sealed class Participant(Agency agency)
    : IConsumer<BookFlight>, IConsumer<CancelFlight>, IConsumer<BookHotel>, IConsumer<CancelHotel>, IConsumer<BookCar>, IConsumer<CancelCar>,
        IConsumer<ChargeCard>, IConsumer<SendTickets>
{
    public Task Consume(ConsumeContext<BookFlight> context) => agency.HandleAsync(context, context.Message.TripId, new FlightBooked(context.Message.TripId, "F17"));

    public Task Consume(ConsumeContext<CancelFlight> context) => agency.HandleAsync(context, context.Message.TripId, new FlightCancelled(context.Message.TripId));

    public Task Consume(ConsumeContext<BookHotel> context) => agency.HandleAsync(context, context.Message.TripId, new HotelBooked(context.Message.TripId));

    public Task Consume(ConsumeContext<CancelHotel> context) => agency.HandleAsync(context, context.Message.TripId, new HotelCancelled(context.Message.TripId));

    public Task Consume(ConsumeContext<BookCar> context) => agency.HandleAsync(context, context.Message.TripId, new CarBooked(context.Message.TripId));

    public Task Consume(ConsumeContext<CancelCar> context) => agency.HandleAsync(context, context.Message.TripId, new CarCancelled(context.Message.TripId));

    public Task Consume(ConsumeContext<ChargeCard> context) => agency.HandleAsync(context, context.Message.TripId, new CardCharged(context.Message.TripId));

    public Task Consume(ConsumeContext<SendTickets> context) => agency.HandleAsync(context, context.Message.TripId, new TicketsSent(context.Message.TripId));
}
