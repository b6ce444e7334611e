using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Storage;

/// <summary>Work on a context and a connection of its own, under the execution strategy that the application has given the context.</summary>
internal static class StoreScope
{
    public static async Task<T> RunAsync<TDb, T>(IServiceScopeFactory scopes, Func<TDb, Task<T>> work)
        where TDb : DbContext
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();

        return await context.Database.CreateExecutionStrategy().ExecuteAsync(() => work(context));
    }
}
