using System.Net;
using System.Net.Http.Json;
using Retail.Before;

namespace Retail.Tests.Before;

public sealed class When_all_services_are_there
{
    [Fact]
    public async Task Should_answer_when_every_service_has_done_its_part()
    {
        await using var chain = await ChainUnderTest.Start();

        var (status, order) = await chain.Put("1001");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("done", order.GetProperty("status").GetString());
        Assert.Equal("done done done done done", await chain.Books("1001"));
        Assert.Equal(25.00m, (await chain.EntryOf(ServiceNames.Billing, "1001"))!.Amount);
        Assert.Equal("done", (await chain.Get("1001")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Should_leave_loyalty_out_for_a_guest()
    {
        await using var chain = await ChainUnderTest.Start();
        await chain.Shop.Service(ServiceNames.Loyalty).Stop(TestContext.Current.CancellationToken);

        var (status, order) = await chain.Put("1002", customer: null);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True(order.GetProperty("guest").GetBoolean());
        Assert.Equal("done done done done -", await chain.Books("1002"));
    }

    [Fact]
    public async Task Should_do_nothing_twice_when_an_order_is_sent_again()
    {
        await using var chain = await ChainUnderTest.Start();
        await chain.Put("1003");
        var first = (await chain.EntryOf(ServiceNames.Payment, "1003"))!.DoneAt;

        var (status, _) = await chain.Put("1003");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("done done done done done", await chain.Books("1003"));
        Assert.Equal(first, (await chain.EntryOf(ServiceNames.Payment, "1003"))!.DoneAt);
    }

    [Fact]
    public async Task Should_make_one_order_of_many_requests_at_the_same_moment()
    {
        await using var chain = await ChainUnderTest.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chain.Put("1004")));

        // Who comes while the first is at work is told so; nobody is told that it failed.
        Assert.All(answers, answer => Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Accepted]));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal("done done done done done", await chain.Books("1004"));
    }

    [Fact]
    public async Task Should_refuse_a_line_without_a_price()
    {
        await using var chain = await ChainUnderTest.Start();
        using var http = new HttpClient { BaseAddress = chain.Shop.Address };

        using var response = await http.PutAsJsonAsync(
            "/orders/1005", new { Lines = new[] { new { StockCode = "LAMP", Quantity = 1, UnitPrice = 0m } } },
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("- - - - -", await chain.Books("1005"));
    }
}
