using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Fencing;

/// <summary>One context that has a fence.</summary>
internal sealed class FenceBinding(Type contextType, Func<IServiceProvider, DbContext> contextOf)
{
    public Type ContextType => contextType;

    public FenceOptions Options { get; } = new();

    public DbContext ContextOf(IServiceProvider scope) => contextOf(scope);

    public static FenceBinding Of<TDb>()
        where TDb : DbContext => new(typeof(TDb), scope => scope.GetRequiredService<TDb>());
}
