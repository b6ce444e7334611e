using EdaKit.AspNetCore.Idempotency.Endpoints;
using EdaKit.AspNetCore.Idempotency.Registration;
using EdaKit.Startup;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Makes endpoints idempotent by the <c>Idempotency-Key</c> of their requests.</summary>
/// <remarks>
/// <para>Works on an endpoint, on a group and on what <c>MapControllers</c> gives. What an endpoint says itself goes before what its group says,
/// and a later call before an earlier one. <c>services.AddIdempotency&lt;TDb&gt;()</c> belongs to it (EDA0307).</para>
/// <para>An endpoint runs in a transaction on the context, which it gets from the container as ever. It saves; the commit follows when it returns,
/// together with its answer and its outbox records. It must begin, commit and roll back no transaction on that context; savepoints are its own. What
/// it does elsewhere, such as an HTTP call, is not in the transaction and may happen again.</para>
/// <para>An exception, an answer that is not final and a client that is gone roll everything back, and the key is free. The answer is sent when it is
/// committed, so that an endpoint cannot stream.</para>
/// <para>Where the context retries (<c>EnableRetryOnFailure</c>), the endpoint runs again as a whole, in the same scope and with an empty change
/// tracker.</para>
/// </remarks>
public static class IdempotencyEndpointExtensions
{
    /// <summary>
    /// A request to this endpoint must carry an <c>Idempotency-Key</c>. However often it is sent with the same key, it has its effect once and
    /// gets the first answer again, within the context's window.
    /// </summary>
    /// <typeparam name="TDb">The context in whose transaction the endpoint works.</typeparam>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The same endpoint.</returns>
    public static RouteHandlerBuilder RequireIdempotencyKey<TDb>(this RouteHandlerBuilder endpoint)
        where TDb : DbContext => Add<RouteHandlerBuilder, TDb>(endpoint, isRequired: true);

    /// <inheritdoc cref="RequireIdempotencyKey{TDb}(RouteHandlerBuilder)" />
    /// <param name="group">The endpoints' group.</param>
    /// <returns>The same group.</returns>
    public static RouteGroupBuilder RequireIdempotencyKey<TDb>(this RouteGroupBuilder group)
        where TDb : DbContext => Add<RouteGroupBuilder, TDb>(group, isRequired: true);

    /// <inheritdoc cref="RequireIdempotencyKey{TDb}(RouteHandlerBuilder)" />
    /// <param name="endpoints">The endpoints, such as those of <c>MapControllers</c>.</param>
    /// <returns>The same endpoints.</returns>
    public static IEndpointConventionBuilder RequireIdempotencyKey<TDb>(this IEndpointConventionBuilder endpoints)
        where TDb : DbContext => Add<IEndpointConventionBuilder, TDb>(endpoints, isRequired: true);

    /// <summary>
    /// A request to this endpoint may carry an <c>Idempotency-Key</c>, and then has its effect once and gets the first answer again, within the
    /// context's window. A request without one runs as if this had not been called.
    /// </summary>
    /// <typeparam name="TDb">The context in whose transaction the endpoint works.</typeparam>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The same endpoint.</returns>
    public static RouteHandlerBuilder AcceptIdempotencyKey<TDb>(this RouteHandlerBuilder endpoint)
        where TDb : DbContext => Add<RouteHandlerBuilder, TDb>(endpoint, isRequired: false);

    /// <inheritdoc cref="AcceptIdempotencyKey{TDb}(RouteHandlerBuilder)" />
    /// <param name="group">The endpoints' group.</param>
    /// <returns>The same group.</returns>
    public static RouteGroupBuilder AcceptIdempotencyKey<TDb>(this RouteGroupBuilder group)
        where TDb : DbContext => Add<RouteGroupBuilder, TDb>(group, isRequired: false);

    /// <inheritdoc cref="AcceptIdempotencyKey{TDb}(RouteHandlerBuilder)" />
    /// <param name="endpoints">The endpoints, such as those of <c>MapControllers</c>.</param>
    /// <returns>The same endpoints.</returns>
    public static IEndpointConventionBuilder AcceptIdempotencyKey<TDb>(this IEndpointConventionBuilder endpoints)
        where TDb : DbContext => Add<IEndpointConventionBuilder, TDb>(endpoints, isRequired: false);

    private static TBuilder Add<TBuilder, TDb>(TBuilder endpoints, bool isRequired)
        where TBuilder : IEndpointConventionBuilder
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        endpoints.Add(endpoint => endpoint.Metadata.Add(new IdempotencyMetadata(typeof(TDb), isRequired)));
        endpoints.Finally(Wrap);
        return endpoints;
    }

    // Around the whole endpoint, so that what binds parameters, filters and writes results is inside, whatever made the endpoint.
    private static void Wrap(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } inner || endpoint.Metadata.OfType<Wrapped>().Any())
            return;

        var metadata = endpoint.Metadata.OfType<IdempotencyMetadata>().Last();
        var services = endpoint.ApplicationServices;

        // Where AddIdempotency was called for other contexts, the check at start-up knows more, and says all at once.
        if (services.GetService<IdempotencyBindings>() is null)
            throw new EdaKitConfigurationException([IdempotencyRules.NotRegistered(endpoint.DisplayName, metadata.ContextType)]);

        endpoint.Metadata.Add(new Wrapped());
        endpoint.RequestDelegate = context => services.GetRequiredService<IdempotentEndpoint>().RunAsync(context, inner, metadata);
    }

    private sealed class Wrapped;
}
