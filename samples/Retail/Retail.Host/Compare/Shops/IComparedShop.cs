namespace Retail.Host.Compare.Shops;

/// <summary>One of the two shops that are compared, running in this process.</summary>
internal interface IComparedShop : IAsyncDisposable
{
    /// <summary><c>before</c> or <c>after</c>.</summary>
    string Name { get; }

    /// <summary>Where it takes orders.</summary>
    Uri Address { get; }

    /// <summary>Takes billing down. An implementation must let what billing has begun come to an end.</summary>
    Task StopBilling(CancellationToken cancellationToken);

    /// <summary>Brings billing back.</summary>
    Task StartBilling(CancellationToken cancellationToken);

    /// <summary>
    /// Waits until nothing is under way any more for the given orders. An implementation must have a bound; what is still missing after
    /// it counts as lost.
    /// </summary>
    Task UntilSettled(IReadOnlySet<string> numbers, CancellationToken cancellationToken);

    /// <summary>What the books say of the given orders. An order that the books do not know is left out.</summary>
    Task<IReadOnlyList<OrderFate>> Fates(IReadOnlySet<string> numbers, CancellationToken cancellationToken);
}
