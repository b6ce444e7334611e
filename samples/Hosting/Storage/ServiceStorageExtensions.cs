using Microsoft.EntityFrameworkCore;

namespace Samples.Hosting.Storage;

/// <summary>Opens a service's data past the service, for audits: without its outbox, and without anything else of its container.</summary>
internal static class ServiceStorageExtensions
{
    /// <summary>What the constructor of a service's context asks for.</summary>
    public static DbContextOptions<TDb> OptionsOf<TDb>(this IServiceStorage storage, string service)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        storage.Configure(options, service);
        return options.Options;
    }
}
