using Microsoft.EntityFrameworkCore;

namespace Retail.Tracking.Timeline;

/// <summary>Reads timelines.</summary>
internal static class Timelines
{
    /// <summary>How many orders and returns are the latest ones.</summary>
    public const int Latest = 50;

    // No order has more steps than there are names, so that many rows are enough.
    private static readonly int LatestSteps = Latest * Enum.GetValues<StepName>().Length;

    /// <summary>The steps that were heard of last, newest first: enough for <see cref="Latest"/> orders, and never more.</summary>
    public static async Task<IReadOnlyList<StepKey>> LatestKeys(this TrackingDb db, CancellationToken cancellationToken) =>
        await db.Steps
            .OrderByDescending(step => step.HeardAt)
            .Take(LatestSteps)
            .Select(step => new StepKey(step.OrderNumber, step.Name))
            .ToListAsync(cancellationToken);

    /// <summary>The orders and returns to which something happened last, newest first.</summary>
    public static async Task<IReadOnlyList<OrderTimeline>> LatestTimelines(this TrackingDb db, CancellationToken cancellationToken)
    {
        var keys = await db.LatestKeys(cancellationToken);
        var numbers = keys.Select(key => key.OrderNumber).Distinct().Take(Latest).ToArray();
        return await db.TimelinesOf(numbers, cancellationToken);
    }

    /// <summary>The timelines of the given orders and returns, in that order; those nobody has heard of are left out.</summary>
    public static async Task<IReadOnlyList<OrderTimeline>> TimelinesOf(
        this TrackingDb db, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        var steps = await db.Steps
            .AsNoTracking()
            .Where(step => numbers.Contains(step.OrderNumber))
            .ToListAsync(cancellationToken);
        var byNumber = steps.ToLookup(step => step.OrderNumber);
        return [.. numbers.Where(byNumber.Contains).Select(number => OrderTimeline.Of(number, byNumber[number]))];
    }
}
