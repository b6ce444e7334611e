using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Samples.Hosting.Storage;

namespace Samples.Hosting.Kills;

/// <summary>The books of all services, read past the services.</summary>
internal sealed class Bookshelf(IServiceStorage storage)
{
    /// <summary>All rows of one kind that a service has.</summary>
    public async Task<List<TRow>> ReadAsync<TDb, TRow>(string service, CancellationToken cancellationToken)
        where TDb : DbContext
        where TRow : class
    {
        await using var db = Open<TDb>(service);
        return await db.Set<TRow>().AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>How many messages wait in a service's outbox.</summary>
    public async Task<int> WaitingAsync<TDb>(string service, CancellationToken cancellationToken)
        where TDb : DbContext
    {
        await using var db = Open<TDb>(service);
        return await db.Set<OutboxRecord>().CountAsync(cancellationToken);
    }

    private TDb Open<TDb>(string service)
        where TDb : DbContext => (TDb)Activator.CreateInstance(typeof(TDb), storage.OptionsOf<TDb>(service))!;
}
