namespace Retail.Host.Burst;

/// <summary>One order as its customer saw it.</summary>
/// <param name="DueAt">When it was due to be sent, after the start.</param>
/// <param name="Response">From then until the answer: a shop that keeps customers queueing does not look fast.</param>
internal readonly record struct OrderSent(TimeSpan DueAt, TimeSpan Response);
