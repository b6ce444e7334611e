using Microsoft.EntityFrameworkCore;

namespace Samples.Hosting.Storage;

/// <summary>Where the services keep their data.</summary>
internal interface IServiceStorage
{
    /// <summary>What to tell the person at the console.</summary>
    string Description { get; }

    /// <summary>Points a context at a service's own part of the storage: a file, or a schema.</summary>
    void Configure(DbContextOptionsBuilder options, string service);

    /// <summary>
    /// Makes the service's tables if they are missing. An implementation must be safe while another process does the same, and must leave
    /// tables that exist as they are.
    /// </summary>
    Task CreateTables(DbContext context, CancellationToken cancellationToken);
}
