using Insurance.Audit;

namespace Insurance.Host.Api;

/// <summary>For the supervisor.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit/verify", (AuditTrail trail, CancellationToken cancelled) => trail.VerifyAsync(cancelled))
            .WithSummary("Whether the trail is what was sealed, and the store what the trail says. Note the last seal.");
        routes.MapGet("/audit/export", ExportAsync).WithSummary("The whole trail, a JSON object on each line.");
    }

    private static async Task ExportAsync(HttpContext context, AuditTrail trail, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"audit.ndjson\"";

        await foreach (var entry in trail.ReadAsync(cancellationToken))
            await context.Response.WriteAsync(AuditLine.Of(entry) + "\n", cancellationToken);
    }
}
