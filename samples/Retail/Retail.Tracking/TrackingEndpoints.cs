using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Retail.Tracking.Live;
using Retail.Tracking.Timeline;

namespace Retail.Tracking;

/// <summary>The timelines over HTTP: to ask for, and to watch.</summary>
internal static class TrackingEndpoints
{
    public static void MapTracking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/tracking");
        group.MapGet("orders", GetLatest)
            .WithName("ListTimelines")
            .WithSummary("The orders and returns to which something happened last, with all their steps.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("orders/{number}", Get)
            .WithName("GetTimeline")
            .WithSummary("What has happened to an order or a return so far.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("events", Watch)
            .WithName("WatchTimelines")
            .WithSummary("The latest timelines, and then each one that changes, as server-sent events.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Task<IReadOnlyList<OrderTimeline>> GetLatest(TrackingDb db, CancellationToken cancellationToken) =>
        db.LatestTimelines(cancellationToken);

    private static async Task<Results<Ok<OrderTimeline>, NotFound>> Get(
        string number, TrackingDb db, CancellationToken cancellationToken) =>
        await db.TimelinesOf([number], cancellationToken) is [var timeline]
            ? TypedResults.Ok(timeline)
            : TypedResults.NotFound();

    private static ServerSentEventsResult<IReadOnlyList<OrderTimeline>> Watch(
        ChangeFeed feed, IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime host, CancellationToken aborted) =>
        TypedResults.ServerSentEvents(new EventStream(feed, scopes, clock).Read(aborted, host.ApplicationStopping));
}
