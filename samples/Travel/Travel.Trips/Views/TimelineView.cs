namespace Travel.Trips.Views;

/// <summary>Something that happened to a trip.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What kind of thing, such as <c>sent</c>.</param>
/// <param name="Step">The step, or the service.</param>
/// <param name="Name">The message, where it was one.</param>
/// <param name="Note">The rest.</param>
internal sealed record TimelineView(DateTime At, string Kind, string? Step, string? Name, string? Note);
