using EdaKit.Outbox.Registration;
using EdaKit.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>Registers sender and listener for a context.</summary>
internal sealed class NotificationExtension(NotificationOptions options, RelayOptions relay) : IOutboxExtension
{
    public NotificationOptions Options => options;

    public void Register<TDb>(IServiceCollection services)
        where TDb : DbContext
    {
        // Both know the process by it, so that its listener does not hear its own sender.
        object self = Guid.NewGuid();

        services.AddSingleton<IStartupRule>(new NotificationRules<TDb>(options));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<NotificationListener<TDb>>(provider, self, options, relay));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<NotificationSender<TDb>>(provider, self, relay));
    }
}
