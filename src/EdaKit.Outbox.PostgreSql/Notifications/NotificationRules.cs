using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>What must hold of a context that is to notify and listen. It opens no connection.</summary>
internal sealed class NotificationRules<TDb>(NotificationOptions options) : IStartupRule
    where TDb : DbContext
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        var name = typeof(TDb).Name;

        if (options.ProbeInterval < TimeSpan.FromSeconds(1) || options.ProbeInterval > TimeSpan.FromMinutes(10))
            yield return new("EDA0210", $"UseOutbox<{name}>: UsePostgreSql: 'ProbeInterval' is '{options.ProbeInterval}'. Set it to 1 second to 10 minutes.");

        // A context that is not registered at all is another rule's fault.
        if (context.Services.InScope(scope => scope.GetService<TDb>()?.Database.ProviderName) is { } provider && provider != StoreDialect.PostgreSql.ProviderName)
            yield return new("EDA0213", $"UseOutbox<{name}>: 'UsePostgreSql()' was called, but '{name}' uses the provider '{provider}', whose database notifies nobody. "
                + "Remove the call, or configure the context with UseNpgsql.");
    }
}
