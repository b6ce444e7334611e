using Insurance.Analytics.Asking;
using Insurance.Analytics.Files;
using Insurance.Analytics.Keeping;
using Insurance.Store.History;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>Figures for business, and the work on them.</summary>
internal static class AnalyticsEndpoints
{
    public static void MapAnalytics(this IEndpointRouteBuilder routes)
    {
        var analytics = routes.MapGroup("/analytics");
        MapQuestion(analytics, "/loss-ratios", (reader, question) => reader.LossRatios(question)).WithSummary("Loss ratios by region and month of the loss.");
        MapQuestion(analytics, "/premiums", (reader, question) => reader.Premiums(question)).WithSummary("Premiums by cover and month: written, earned, paid, refunded.");
        MapQuestion(analytics, "/claims", (reader, question) => reader.Claims(question)).WithSummary("Claims by peril and region: how many, incurred, paid, outstanding.");
        MapQuestion(analytics, "/regions", (reader, question) => reader.Regions(question)).WithSummary("Regions, that with the most premium first: frequency, severity, loss ratio.");
        MapQuestion(analytics, "/retention", (reader, question) => reader.Retention(question)).WithSummary("Terms begun, ended, renewed and cancelled by month.");
        MapQuestion(analytics, "/development", (reader, question) => reader.Development(question)).WithSummary("What losses of a year cost, by how many months later it was paid.");

        analytics.MapGet("/lag", (AnalyticsLag lag, CancellationToken cancelled) => lag.ReportAsync(cancelled)).WithSummary("How far analytics are behind the store.");
        analytics.MapGet("/export", (AnalyticsExport export) => TypedResults.Stream(export.Create(), "application/zip", "analytics.zip")).WithSummary("The tables as Parquet files, in a zip archive.");
        analytics.MapGet("/parked", (AnalyticsProjection projection) => projection.Parked()).WithSummary("Policies whose figures do not go on, and why.");
        analytics.MapPost("/parked/{id:guid}/resume", Resume).WithSummary("Lets a policy's figures go on, once its events are put right.");
        analytics.MapPost("/rebuild", Rebuild).WithSummary("Makes all figures anew out of the events.");
    }

    private static RouteHandlerBuilder MapQuestion<TRow>(RouteGroupBuilder analytics, string path, Func<AnalyticsReader, Question, Answer<TRow>> ask) =>
        analytics.MapGet(path, async Task<Results<Ok<FiguresAnswer<TRow>>, ValidationProblem>> (
            [AsParameters] Months months, [AsParameters] AsOf asOf, [AsParameters] WaitFor wait, AnalyticsReader reader, AnalyticsProgress progress,
            CancellationToken cancellationToken) =>
        {
            if ((months.Fault ?? asOf.Fault) is { } fault)
                return TypedResults.ValidationProblem(fault);

            var asked = (await wait.WaitAsync(progress, asOf, cancellationToken)).Asked;
            var answer = ask(reader, months.As(asOf));
            return TypedResults.Ok(new FiguresAnswer<TRow>(new(answer.Position, asked), asOf.Moment, answer.Until, answer.Rows));
        });

    private static async Task<Results<NoContent, ProblemHttpResult>> Resume(Guid id, AnalyticsProjection projection, CancellationToken cancellationToken) =>
        await projection.ResumeAsync(id, cancellationToken) is { } again
            ? TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: $"It stands at event {again.Version} still: {again.Reason}")
            : TypedResults.NoContent();

    private static async Task<RebuiltFigures> Rebuild(AnalyticsProjection projection, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var events = await projection.RebuildAsync(cancellationToken);
        return new(events, clock.GetElapsedTime(started).TotalSeconds);
    }
}
