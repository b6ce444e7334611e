using Insurance.Agents.Reading;
using Insurance.Audit;
using Insurance.Audit.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>For the supervisor.</summary>
internal static class AuditEndpoints
{
    private const int UsualPage = 50;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", Search)
            .WithSummary("Entries of the trail, the latest first, by policy, person, command, event and days; with 'instant', 'position' or 'day' as it was then.");
        routes.MapGet("/audit/verify", (AuditTrail trail, long? position, string? noted, CancellationToken cancelled) =>
                trail.VerifyAsync(position, string.IsNullOrWhiteSpace(noted) ? null : noted.Trim(), cancelled))
            .WithSummary("Whether the trail is what was sealed, up to a position if one is given, has the seal that was noted, and the store says the same. Note the last seal.");
        routes.MapGet("/audit/export", ExportAsync).WithSummary("The whole trail, up to a position if one is given: a JSON object on each line.");
    }

    private static async Task<Results<Ok<AuditPage>, ValidationProblem>> Search(
        AuditReader reader, CardReader cards, [AsParameters] AsOf asOf, [AsParameters] AuditFilter filter, CancellationToken cancellationToken)
    {
        if (asOf.Fault is { } fault)
            return TypedResults.ValidationProblem(fault);

        return TypedResults.Ok(await reader.SearchAsync(new()
        {
            Position = asOf.Position,
            Instant = asOf.Moment.Instant,
            PolicyId = await PolicyIdAsync(cards, filter.Policy, cancellationToken),
            By = NullIfEmpty(filter.By),
            CommandId = NullIfEmpty(filter.Command),
            Event = NullIfEmpty(filter.Event),
            From = filter.From is { } from ? StartOf(from) : null,
            To = filter.To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1)) : null,
            Before = filter.Before,
            Take = filter.Take ?? UsualPage,
        }, cancellationToken));
    }

    /// <summary>The trail knows ids alone. Which policy has a number, the cards say; the id of none where no card has it.</summary>
    private static async Task<Guid?> PolicyIdAsync(CardReader cards, string? policy, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(policy))
            return null;
        if (Guid.TryParse(policy, out var id))
            return id;

        var found = await cards.SearchAsync(policy, null, cancellationToken);
        return found.FirstOrDefault(card => string.Equals(card.Policy.Number, policy.Trim(), StringComparison.OrdinalIgnoreCase))?.Id ?? Guid.Empty;
    }

    private static async Task ExportAsync(HttpContext context, AuditTrail trail, long? position, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"audit.ndjson\"";

        await foreach (var entry in trail.ReadAsync(position, cancellationToken))
            await context.Response.WriteAsync(AuditLine.Of(entry) + "\n", cancellationToken);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
