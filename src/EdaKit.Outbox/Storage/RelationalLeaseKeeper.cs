using EdaKit.EntityFrameworkCore.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Storage;

/// <summary>The leases of a context's database.</summary>
internal sealed class RelationalLeaseKeeper<TDb>(IServiceScopeFactory scopes) : ILeaseKeeper
    where TDb : DbContext
{
    public Task<IReadOnlySet<string>> TakeAsync(Guid holder, IReadOnlyCollection<string> names, TimeSpan duration, CancellationToken cancellationToken) =>
        StoreScope.RunAsync<TDb, IReadOnlySet<string>>(scopes, context => LeaseStore.TakeAsync(context, holder, names, duration, cancellationToken));

    public Task GiveBackAsync(Guid holder, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        StoreScope.RunAsync<TDb, bool>(scopes, async context =>
        {
            await LeaseStore.GiveBackAsync(context, holder, names, cancellationToken);
            return true;
        });

    public Task<IReadOnlyDictionary<string, Guid>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        StoreScope.RunAsync<TDb, IReadOnlyDictionary<string, Guid>>(scopes, context => LeaseStore.ListAsync(context, prefix, cancellationToken));

    public Task<int> ForgetAsync(string prefix, TimeSpan over, int atMost, CancellationToken cancellationToken) =>
        StoreScope.RunAsync<TDb, int>(scopes, context => LeaseStore.ForgetAsync(context, prefix, over, atMost, cancellationToken));
}
