using System.Net;
using System.Net.Sockets;
using Retail.Host.Replay;
using Samples.Hosting;

namespace Retail.Tests.Replay;

public sealed class OrderingClientTests
{
    [Fact]
    public async Task RequireReachable_where_nobody_answers_says_so()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{silent.LocalEndpoint}"), Timeout = TimeSpan.FromMilliseconds(200) };
        var ordering = new OrderingClient(http, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<OperatorException>(() => ordering.RequireReachable(TestContext.Current.CancellationToken));

        Assert.Contains("does not answer within 0.2 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequireReachable_that_is_interrupted_is_no_fault_of_ordering()
    {
        using var http = new HttpClient { BaseAddress = new Uri(ListenAddress.FreePort()) };
        var ordering = new OrderingClient(http, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ordering.RequireReachable(new CancellationToken(canceled: true)));
    }
}
