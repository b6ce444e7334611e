namespace Retail.Tracking.Timeline;

/// <summary>What is known of an order or a return so far. More may come at any time.</summary>
/// <param name="OrderNumber">The number; that of a return begins with C.</param>
/// <param name="CustomerId">Whose it is; null for a guest, and while nobody has said it.</param>
/// <param name="Guest">Whether it is known to be a guest's.</param>
/// <param name="Total">What it is worth, in pounds; null while nobody has said it.</param>
/// <param name="Steps">What has happened, earliest first.</param>
internal sealed record OrderTimeline(string OrderNumber, string? CustomerId, bool Guest, decimal? Total, IReadOnlyList<StepView> Steps)
{
    /// <summary>Puts the steps of one order or return together, in whatever order they came.</summary>
    public static OrderTimeline Of(string number, IEnumerable<Step> steps)
    {
        var all = steps.OrderBy(step => step.HappenedAt).ThenBy(step => step.Name).ToArray();
        var opening = all.FirstOrDefault(step => step.Name is StepName.Placed or StepName.ReturnAccepted);

        return new OrderTimeline(
            number,
            opening?.CustomerId,
            Guest: opening is { CustomerId: null },
            opening?.Total,
            [.. all.Select(StepView.Of)]);
    }
}
