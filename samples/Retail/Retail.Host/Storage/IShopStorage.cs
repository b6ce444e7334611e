using Microsoft.EntityFrameworkCore;
using Retail.Host.Services;

namespace Retail.Host.Storage;

/// <summary>Where the services keep their data.</summary>
internal interface IShopStorage
{
    /// <summary>What to tell the person at the console.</summary>
    string Description { get; }

    /// <summary>Points a context at the module's own part of the storage: a file, or a schema.</summary>
    void Configure(DbContextOptionsBuilder options, ServiceModule module);

    /// <summary>
    /// Makes the module's tables if they are missing. An implementation must be safe while another process does the same, and must leave
    /// tables that exist as they are.
    /// </summary>
    Task CreateTables(DbContext context, CancellationToken cancellationToken);
}
