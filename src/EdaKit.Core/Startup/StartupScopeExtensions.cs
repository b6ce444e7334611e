using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Startup;

/// <summary>Lets start-up rules look at what only a scope can give, such as a context and its model.</summary>
public static class StartupScopeExtensions
{
    /// <summary>
    /// Looks at the services of a scope of its own. The scope is an asynchronous one, since a context may depend on something that can only be disposed
    /// asynchronously; rules answer synchronously, so its end is waited for.
    /// </summary>
    /// <typeparam name="T">What is found.</typeparam>
    /// <param name="services">The root container.</param>
    /// <param name="look">Looks. What it answers with must be complete: the scope is over then.</param>
    /// <returns>What was found.</returns>
    public static T InScope<T>(this IServiceProvider services, Func<IServiceProvider, T> look)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(look);

        var scope = services.CreateAsyncScope();
        try
        {
            return look(scope.ServiceProvider);
        }
        finally
        {
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
