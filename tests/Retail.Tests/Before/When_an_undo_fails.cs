using System.Net;
using Retail.Before;

namespace Retail.Tests.Before;

public sealed class When_an_undo_fails
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_leave_the_order_half_done_and_say_so()
    {
        await using var chain = await HalfDone();

        var order = await chain.Get("1001");

        Assert.Equal("half-done", order.GetProperty("status").GetString());
        Assert.Contains("stock could not be undone", order.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("done undone undone - -", await chain.Books("1001"));
    }

    [Fact]
    public async Task Should_undo_the_rest_when_the_api_starts_again()
    {
        await using var chain = await HalfDone();

        await chain.Restart();

        Assert.Equal("cancelled", (await chain.Get("1001")).GetProperty("status").GetString());
        Assert.Equal("undone undone undone undone undone", await chain.Books("1001"));
    }

    /// <summary>Notification does not answer in time, and by then stock is down and cannot take back what it did.</summary>
    private static async Task<ChainUnderTest> HalfDone()
    {
        var chain = await ChainUnderTest.Start(settings => ChainUnderTest.WithSlow(settings, ServiceNames.Notification));
        var answer = chain.Put("1001");
        await chain.UntilDone(ServiceNames.Payment, "1001");
        await chain.Shop.Service(ServiceNames.Stock).Stop(Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await answer).Status);
        return chain;
    }
}
