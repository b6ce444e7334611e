using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Travel.Contracts;
using Travel.Desks.Catalogue;
using Travel.Trips.Live;
using Travel.Trips.Orchestrated;
using Travel.Trips.Views;

namespace Travel.Trips;

/// <summary>The API of trips.</summary>
internal static class TripEndpoints
{
    public static void MapTrips(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/trips/{id:guid}", Put).WithSummary("Asks for a trip. Sending the same id again changes nothing.");
        routes.MapGet("/trips/{id:guid}", Get).WithSummary("A trip, how far it has come, and what has happened to it.");
        routes.MapGet("/trips", Latest).WithSummary("The latest trips.");
        routes.MapGet("/trips/stream", Stream).WithSummary("The latest trips, sent again whenever one of them changes.");
        routes.MapPost("/trips/{id:guid}/resume", Resume).WithSummary("Decides what is to become of a parked trip.");
        routes.MapGet("/offers", () => Offers.All).WithSummary("What can be booked.");
        routes.MapGet("/flow", (TripSaga saga) => FlowView.Of(saga.Flows[^1])).WithSummary("The steps of an orchestrated trip.");
    }

    private static async Task<Results<Accepted, ValidationProblem>> Put(Guid id, TripRequest request, PlanTrip plan, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var flight = Wanted(OfferKind.Flight, request.Flight, errors);
        var hotel = Wanted(OfferKind.Hotel, request.Hotel, errors);
        var car = Wanted(OfferKind.Car, request.Car, errors);
        var card = Wanted(OfferKind.Card, request.Card, errors);
        if (string.IsNullOrWhiteSpace(request.Traveller))
            errors["traveller"] = ["Say who travels."];
        if (id == Guid.Empty)
            errors["id"] = ["An id of zeros is none. Make a new one for each trip."];
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);

        var itinerary = new Itinerary(flight!.Code, hotel!.Code, car!.Code, card!.Code, flight.Price + hotel.Price + car.Price);
        await plan.HandleAsync(id, request.Traveller!, request.Style, itinerary, cancellationToken);

        // 202, not 201: the trip is stored, and nothing of it is booked yet.
        return TypedResults.Accepted($"/trips/{id}");
    }

    private static async Task<Results<Ok<TripView>, NotFound>> Get(Guid id, TripReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } trip ? TypedResults.Ok(trip) : TypedResults.NotFound();

    private static Task<IReadOnlyList<TripView>> Latest(TripReader reader, CancellationToken cancellationToken) => reader.LatestAsync(cancellationToken);

    private static ServerSentEventsResult<IReadOnlyList<TripView>> Stream(TripWatch watch, IHostApplicationLifetime lifetime, CancellationToken aborted) =>
        TypedResults.ServerSentEvents(watch.ReadAsync(aborted, lifetime.ApplicationStopping));

    private static async Task<Results<Accepted, NotFound, ValidationProblem, ProblemHttpResult>> Resume(
        Guid id, ResumeRequest request, TripReader reader, ResumeTrip resume, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.By) || string.IsNullOrWhiteSpace(request.Reason))
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["by"] = ["Say who decides, and in 'reason' why."] });
        if (!await reader.IsKnownAsync(id, cancellationToken))
            return TypedResults.NotFound();

        return await resume.HandleAsync(id, request.Action, request.By, request.Reason, request.Step, cancellationToken)
            ? TypedResults.Accepted($"/trips/{id}")
            : TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "The trip is not parked: nobody has to decide anything.");
    }

    private static Offer? Wanted(OfferKind kind, string? code, Dictionary<string, string[]> errors)
    {
        var offer = Offers.Find(kind, code);
        if (offer is null)
            errors[kind.ToString().ToLowerInvariant()] = [$"There is no {kind.ToString().ToLowerInvariant()} '{code}'. GET /offers shows what there is."];
        return offer;
    }
}
