using Samples.Hosting;
using Samples.Hosting.Processes;

namespace Retail.Host.Burst;

/// <summary>Ordering, checkout, and as many of billing as asked for, each in a process of its own.</summary>
internal sealed class BurstShop : IAsyncDisposable
{
    private readonly List<ServiceProcess> _all = [];

    public ServiceProcess Ordering => _all[0];

    public IEnumerable<ServiceProcess> Billing => _all.Skip(2);

    /// <exception cref="OperatorException">A service does not start.</exception>
    public static async Task<BurstShop> Start(
        BurstProfile profile, int billings, string postgres, Uri rabbit, CancellationToken cancellationToken)
    {
        var shop = new BurstShop();
        string[] oneAfterTheOther = ["--work", $"billing={profile.BillingWork.TotalMilliseconds:0}", "--concurrency", "1"];
        try
        {
            await Begin("ordering", []);
            await Begin("checkout", []);
            for (var i = 0; i < billings; i++)
                await Begin("billing", oneAfterTheOther);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }

        async Task Begin(string service, string[] options) =>
            shop._all.Add(await ServiceProcess.Start(typeof(BurstShop).Assembly, service, postgres, rabbit, options, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _all)
            await process.DisposeAsync();
    }
}
