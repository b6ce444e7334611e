using Retail.Host.Switches;

namespace Retail.Tests.Switches;

public sealed class ServiceSwitchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void UntilStarted_of_a_running_service_is_over_at_once() =>
        Assert.True(new ServiceSwitch("billing").UntilStarted(Cancel).IsCompletedSuccessfully);

    [Fact]
    public async Task UntilStarted_of_a_stopped_service_waits_and_is_counted()
    {
        var billing = new ServiceSwitch("billing");
        billing.Turn(ServiceState.Stopped);
        Task[] waiting = [billing.UntilStarted(Cancel), billing.UntilStarted(Cancel)];
        Assert.Equal(2, billing.Waiting);
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        billing.Turn(ServiceState.Running);

        await Task.WhenAll(waiting);
        Assert.Equal(0, billing.Waiting);
    }

    [Fact]
    public async Task UntilStarted_of_a_service_that_is_stopped_again_waits_again()
    {
        var billing = new ServiceSwitch("billing");
        billing.Turn(ServiceState.Stopped);
        billing.Turn(ServiceState.Failing);
        await billing.UntilStarted(Cancel);

        billing.Turn(ServiceState.Stopped);

        Assert.False(billing.UntilStarted(Cancel).IsCompleted);
    }

    [Fact]
    public async Task UntilStarted_ends_with_the_host()
    {
        using var host = new CancellationTokenSource();
        var billing = new ServiceSwitch("billing");
        billing.Turn(ServiceState.Stopped);
        var waiting = billing.UntilStarted(host.Token);

        await host.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, billing.Waiting);
    }
}
