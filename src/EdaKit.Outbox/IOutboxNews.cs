using EdaKit.Outbox.News;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox;

/// <summary>
/// What the processes that share an outbox have to tell each other: there are records that the process which stored them will not send. A
/// package that can carry news between processes, such as <c>EdaKit.Outbox.PostgreSql</c>, takes them here and brings in those of others.
/// </summary>
/// <remarks>
/// News save time and nothing else: a relay that heard none finds the records with its next poll. So they may be lost, doubled and late. They
/// are collected from the first call of <see cref="TakeAsync"/> on; what comes up before it is taken is merged, within bounds. Safe for use by
/// many threads; one taker at a time.
/// </remarks>
/// <typeparam name="TDb">The context.</typeparam>
public interface IOutboxNews<TDb>
    where TDb : DbContext
{
    /// <summary>Waits until this process has news for the others, and takes them.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The news since the last call.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<OutboxNews> TakeAsync(CancellationToken cancellationToken);

    /// <summary>Tells this process's relay what another process has to say. Without a running relay it does nothing.</summary>
    /// <param name="news">The other process's news.</param>
    void Hear(OutboxNews news);
}
