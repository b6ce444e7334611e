using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox;

/// <summary>
/// Publishes and sends in the unit of work of one context: what is handed to it is stored when that context saves, in the same
/// transaction, and sent after the commit. Inject it in the same scope as the context.
/// </summary>
/// <remarks>
/// <para>With one outbox context in the process, MassTransit's own <see cref="IPublishEndpoint"/> and <see cref="ISendEndpointProvider"/>
/// do the same. With several, code outside consumers must say which one it means by injecting this.</para>
/// <para>Delivery is at least once; a consumer behind an inbox sees an effect once. A message whose scope ends before the context
/// saves is dropped, logged as a warning and counted in <c>edakit.outbox.unsaved</c>. Safe for concurrent calls within a scope.</para>
/// </remarks>
/// <typeparam name="TDb">The context.</typeparam>
public interface IOutbox<TDb> : IPublishEndpoint, ISendEndpointProvider
    where TDb : DbContext
{
    /// <summary>
    /// Schedules and cancels in the same unit of work: a scheduled message is stored when the context saves, and sent when its time has come by
    /// the database's clock; a cancellation takes effect with the save. Works whatever <c>Scheduling.Enabled</c> says.
    /// </summary>
    IMessageScheduler Scheduler { get; }
}
