using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AspNetCore.Idempotency.Registration;

/// <summary>One context that keeps idempotency keys.</summary>
internal sealed class IdempotencyBinding(Type contextType, Func<IServiceProvider, DbContext> contextOf)
{
    public Type ContextType => contextType;

    public IdempotencyOptions Options { get; } = new();

    public DbContext ContextOf(IServiceProvider scope) => contextOf(scope);

    public static IdempotencyBinding Of<TDb>()
        where TDb : DbContext => new(typeof(TDb), scope => scope.GetRequiredService<TDb>());
}
