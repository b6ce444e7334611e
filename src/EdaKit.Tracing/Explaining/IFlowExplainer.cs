namespace EdaKit.Tracing.Explaining;

/// <summary>
/// Says what became of a business object, and why something did not happen to it: out of journals, and of what outboxes, inboxes and sagas hold at this moment.
/// </summary>
/// <remarks>
/// <para>It only reads. Who publishes what, and how long things normally take, it learns from the newest entries of the journals, so that nobody has to declare it. What is declared (<c>[Publishes&lt;T&gt;]</c>) by the services of this
/// process, or of parts that it is given, it knows beside that.</para>
/// <para>Safe for concurrent calls. A call may throw what the database's provider throws.</para>
/// </remarks>
public interface IFlowExplainer
{
    /// <summary>What happened to a business object: the flows in which it came up, and whether anything in them is stuck.</summary>
    /// <param name="key">The business key, as the journal has it.</param>
    /// <param name="keyName">
    /// The kind of key, where several kinds of objects share keys: the member that is the key, such as <c>OrderNumber</c>, or what it is the key of, such as <c>order</c>. Null: any.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The flows, and as the verdict what is most wrong with them; <see cref="FlowVerdictCode.Healthy"/> where nothing is.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    Task<FlowExplanation> WhyAsync(string key, string? keyName = null, CancellationToken cancellationToken = default);

    /// <summary>Why a business object has no message of a contract, or why that had no effect.</summary>
    /// <param name="key">The business key, as the journal has it.</param>
    /// <param name="contract">The contract's name, such as <c>shop.invoice-issued</c>, or its last part in any writing, such as <c>InvoiceIssued</c>.</param>
    /// <param name="keyName">
    /// The kind of key, where several kinds of objects share keys: the member that is the key, such as <c>OrderNumber</c>, or what it is the key of, such as <c>order</c>. Null: any.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The flows, and the verdict.</returns>
    /// <exception cref="ArgumentException">The key or the contract is empty.</exception>
    Task<FlowExplanation> WhyNotAsync(string key, string contract, string? keyName = null, CancellationToken cancellationToken = default);
}

/// <summary>The same out of the journal of one context. Registered by <c>UseJournal</c> as a singleton.</summary>
/// <typeparam name="TDb">The context.</typeparam>
public interface IFlowExplainer<TDb> : IFlowExplainer;
