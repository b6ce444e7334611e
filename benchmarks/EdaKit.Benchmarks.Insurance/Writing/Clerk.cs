using EdaKit.Benchmarks.Insurance.Offices;

namespace EdaKit.Benchmarks.Insurance.Writing;

/// <summary>Gives one command after the other: policies are quoted and issued, and have a claim each.</summary>
internal sealed class Clerk(Office office, Random random)
{
    /// <summary>Works until it is told to stop.</summary>
    /// <returns>How many commands were done.</returns>
    public async Task<int> WorkAsync(CancellationToken stop)
    {
        var done = 0;
        while (true)
        {
            var (policy, version) = (Guid.CreateVersion7(), 0L);
            foreach (var command in PolicyWithClaim.Whole(random))
            {
                if (stop.IsCancellationRequested)
                    return done;

                // What has begun is ended, and counts.
                version = (await office.DoAsync(policy, version, command, CancellationToken.None)).Version;
                done++;
            }
        }
    }
}
