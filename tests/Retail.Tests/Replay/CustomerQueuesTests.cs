using System.Net;
using Microsoft.Extensions.Time.Testing;
using Retail.Host.Replay;
using Retail.Host.TradingDays;
using Samples.Hosting;

namespace Retail.Tests.Replay;

public sealed class CustomerQueuesTests
{
    private static readonly DateTime Nine = new(2024, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task SendAll_first_refusal_ends_the_others()
    {
        // The second invoice is another customer's and due two hours later, and the clock stands still.
        DayInvoice[] day = [new("1", null, "", Nine, []), new("2", null, "", Nine.AddHours(2), [])];
        using var http = new HttpClient(new RefusingShop()) { BaseAddress = new Uri("http://shop") };
        var pace = new ReplayPace(day, speed: 60, _clock);

        var sending = CustomerQueues.SendAll(
            day, new OrderingClient(http, _clock), pace, () => Assert.Fail("It was refused."), TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<OperatorException>(
            () => sending.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Contains("Ordering refuses '1'", fault.Message, StringComparison.Ordinal);
    }

    private sealed class RefusingShop : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest));
    }
}
