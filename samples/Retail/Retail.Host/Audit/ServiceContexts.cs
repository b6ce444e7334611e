using Microsoft.EntityFrameworkCore;
using Retail.Host.Services;
using Samples.Hosting.Storage;

namespace Retail.Host.Audit;

/// <summary>Opens a service's data past the service, for audits: without its outbox, and without anything else of its container.</summary>
internal static class ServiceContexts
{
    /// <summary>What the constructor of a service's context asks for.</summary>
    public static DbContextOptions<TDb> OptionsOf<TDb>(this IServiceStorage storage)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        storage.Configure(options, ServiceModules.All.Single(module => module.Context == typeof(TDb)).Name);
        return options.Options;
    }
}
