using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>What another package adds to the outbox of a context: see <see cref="OutboxOptions.With{TExtension}"/>.</summary>
public interface IOutboxExtension
{
    /// <summary>Adds services. It is called once for each context that has the extension, at the end of its <c>UseOutbox</c>.</summary>
    /// <typeparam name="TDb">The context.</typeparam>
    /// <param name="services">The container's registrations.</param>
    void Register<TDb>(IServiceCollection services)
        where TDb : DbContext;
}
