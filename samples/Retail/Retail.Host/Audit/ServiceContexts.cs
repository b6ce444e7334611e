using Microsoft.EntityFrameworkCore;
using Retail.Host.Services;
using Samples.Hosting.Storage;

namespace Retail.Host.Audit;

/// <summary>Finds the data of the shop's services by their contexts, for audits.</summary>
internal static class ServiceContexts
{
    /// <summary>What the constructor of a service's context asks for.</summary>
    public static DbContextOptions<TDb> OptionsOf<TDb>(this IServiceStorage storage)
        where TDb : DbContext => storage.OptionsOf<TDb>(ServiceModules.All.Single(module => module.Context == typeof(TDb)).Name);
}
