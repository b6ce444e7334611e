using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Registration;

/// <summary>The context that keeps the sagas.</summary>
internal sealed record SagaBinding(Type ContextType, SagaOptions Options, Func<IServiceProvider, DbContext> ContextOf)
{
    public static SagaBinding Of<TDb>(SagaOptions options)
        where TDb : DbContext => new(typeof(TDb), options, scope => scope.GetRequiredService<TDb>());
}
