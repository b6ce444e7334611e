namespace Retail.Host.Burst;

/// <summary>How many orders were stored and not yet invoiced.</summary>
/// <param name="At">When, after the start.</param>
/// <param name="Placed">Orders stored by then.</param>
/// <param name="Invoiced">Invoices issued by then.</param>
internal readonly record struct DepthSample(TimeSpan At, int Placed, int Invoiced)
{
    public int Depth => Math.Max(0, Placed - Invoiced);
}
