namespace EdaKit.Benchmarks.Protocol;

/// <summary>
/// An application under measurement, in a process of its own. Its constructor does nothing that costs; its tables are those of an empty
/// database, which it makes.
/// </summary>
internal interface ISubject : IAsyncDisposable
{
    /// <summary>Makes the tables and starts relays and consumers, as the plan's workload asks.</summary>
    Task StartAsync();

    /// <summary>One unit of work: a row and the message about it. Returns when the work is committed.</summary>
    Task PublishAsync(Guid orderId);

    /// <summary>Sends one order to <see cref="Orders.SampleQueue"/>, past outbox and database.</summary>
    Task SendSampleAsync(Guid orderId);

    /// <summary>Stores orders and their messages as fast as may be, with no relay at work.</summary>
    Task StoreBacklogAsync(IReadOnlyList<Guid> orderIds);
}
