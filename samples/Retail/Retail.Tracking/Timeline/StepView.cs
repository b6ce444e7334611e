namespace Retail.Tracking.Timeline;

/// <summary>A step as the API shows it.</summary>
/// <param name="Name">What happened.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Text">What happened, for a person to read.</param>
internal sealed record StepView(StepName Name, DateTime At, string Text)
{
    // SQLite gives times back without saying that they are UTC, and a browser would take them for its own.
    public static StepView Of(Step step) => new(step.Name, DateTime.SpecifyKind(step.HappenedAt, DateTimeKind.Utc), step.Text);
}
