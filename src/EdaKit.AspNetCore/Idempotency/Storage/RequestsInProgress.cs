using System.Collections.Concurrent;
using EdaKit.AspNetCore.Idempotency.Requests;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.AspNetCore.Idempotency.Storage;

/// <summary>
/// The requests that this process has in progress. The database knows it too, but a single writer's would have a second request queue behind
/// the first one until that commits; here it hears at once that it need not, and takes no connection to learn it.
/// </summary>
internal sealed class RequestsInProgress
{
    private readonly ConcurrentDictionary<(string Database, string Id), byte> _requests = new();

    /// <summary>Enters a request.</summary>
    /// <returns>What takes it out again; null where it is in progress already.</returns>
    public IDisposable? TryEnter(DbContext context, IdempotentRequest request)
    {
        var key = (context.Database.GetConnectionString() ?? "", Convert.ToHexString(request.Id));
        return _requests.TryAdd(key, 0) ? new Turn(_requests, key) : null;
    }

    private sealed class Turn(ConcurrentDictionary<(string, string), byte> requests, (string, string) key) : IDisposable
    {
        public void Dispose() => requests.TryRemove(key, out _);
    }
}
