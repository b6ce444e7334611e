namespace Retail.Tracking.Timeline;

/// <summary>Which step of which order.</summary>
internal sealed record StepKey(string OrderNumber, StepName Name);
