using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Retail.Host.Burst;
using Samples.Hosting;

namespace Retail.Tests.Burst;

public sealed class OrderLoadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_where_nobody_listens_says_so()
    {
        using var http = new HttpClient { BaseAddress = new Uri(ListenAddress.FreePort()) };

        var fault = await Assert.ThrowsAsync<OperatorException>(() => OrderLoad.Put(http, "1", 1, Cancel));

        Assert.Contains("does not answer order '1'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_where_nobody_answers_says_so()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{silent.LocalEndpoint}"), Timeout = TimeSpan.FromMilliseconds(200) };

        var fault = await Assert.ThrowsAsync<OperatorException>(() => OrderLoad.Put(http, "1", 1, Cancel));

        Assert.Contains("does not answer order '1' within 0.2 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_order_that_is_sent_late_is_timed_from_when_it_was_due()
    {
        using var day = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var http = new HttpClient(new ShopOfOneDay(day)) { BaseAddress = new Uri("http://shop") };
        var load = new OrderLoad(http, BurstProfile.Full);

        // Nobody looked at the clock for half a second, in which two orders were due.
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(0.5), Cancel);
        await load.Run(clock, day.Token, Cancel);

        var first = load.Sent.MinBy(order => order.DueAt);
        Assert.Equal(TimeSpan.FromSeconds(0.2), first.DueAt);
        Assert.True(first.Response >= TimeSpan.FromSeconds(0.25), $"{first.Response}");
    }

    /// <summary>Takes every order, and ends the day with the first one.</summary>
    private sealed class ShopOfOneDay(CancellationTokenSource day) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await day.CancelAsync();
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        }
    }
}
