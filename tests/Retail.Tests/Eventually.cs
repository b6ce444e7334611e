namespace Retail.Tests;

/// <summary>Waits for what only asking can tell, with a bound.</summary>
internal static class Eventually
{
    /// <summary>Asks again and again until it is so.</summary>
    /// <param name="isSo">The question.</param>
    /// <param name="within">How long at most; then the wait is cancelled. Default: 30 seconds.</param>
    public static async Task Is(Func<Task<bool>> isSo, TimeSpan? within = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(within ?? TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));

        while (!await isSo())
            await timer.WaitForNextTickAsync(patience.Token);
    }
}
