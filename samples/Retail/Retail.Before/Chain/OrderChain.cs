using Retail.Before.Orders;

namespace Retail.Before.Chain;

/// <summary>
/// Calls the services one after the other, all or nothing: when one cannot do its part, what the others did is undone, last first.
/// </summary>
/// <param name="steps">The services in the order in which they are called.</param>
internal sealed class OrderChain(IReadOnlyList<ChainStep> steps)
{
    public async Task<ChainResult> Run(Order order, CancellationToken cancellationToken)
    {
        var touched = new Stack<ChainStep>();
        foreach (var step in steps.Where(step => step.IsFor(order)))
        {
            var answer = await step.Do(order, cancellationToken);

            // Where it is not known whether the service did its part, it has to be told to undo it like the others.
            if (answer.State != StepState.NotDone)
                touched.Push(step);
            if (answer.State != StepState.Done)
                return await Undo(order, touched, answer.Reason, cancellationToken);
        }

        return new ChainResult(OrderStatus.Done, null);
    }

    /// <summary>Undoes whatever an earlier attempt at the order may have done, where nobody knows how far it came.</summary>
    public Task<ChainResult> UndoAll(Order order, string reason, CancellationToken cancellationToken) =>
        Undo(order, new Stack<ChainStep>(steps.Where(step => step.IsFor(order))), reason, cancellationToken);

    private static async Task<ChainResult> Undo(
        Order order, Stack<ChainStep> touched, string reason, CancellationToken cancellationToken)
    {
        // One that cannot be undone is no reason to leave the others done.
        var left = new List<string>();
        foreach (var step in touched)
        {
            if (!await step.Undo(order, cancellationToken))
                left.Add(step.Service);
        }

        return left.Count == 0
            ? new ChainResult(OrderStatus.Cancelled, reason)
            : new ChainResult(OrderStatus.HalfDone, $"{reason}; {string.Join(" and ", left)} could not be undone");
    }
}
