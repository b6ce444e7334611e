using System.Net;
using Retail.Before;
using Retail.Before.Books;

namespace Retail.Tests.Before;

public sealed class When_a_service_cannot_do_its_part
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stock", "- - - - -")]
    [InlineData("payment", "undone - - - -")]
    [InlineData("notification", "undone undone - - -")]
    [InlineData("billing", "undone undone undone - -")]
    [InlineData("loyalty", "undone undone undone undone -")]
    public async Task Should_undo_what_the_others_did_in_reverse(string down, string books)
    {
        await using var chain = await ChainUnderTest.Start();
        await chain.Shop.Service(down).Stop(Cancel);

        var (status, order) = await chain.Put("1001");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("cancelled", order.GetProperty("status").GetString());
        Assert.Contains($"{down} could not be reached", order.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(books, await chain.Books("1001"));
        Assert.Equal(await InOrderOfUndoing(chain, "1001"), ServiceNames.InOrder.TakeWhile(service => service != down).Reverse());
    }

    [Theory]
    [InlineData("stock", "undone - - - -")]
    [InlineData("payment", "undone undone - - -")]
    [InlineData("notification", "undone undone undone - -")]
    [InlineData("billing", "undone undone undone undone -")]
    [InlineData("loyalty", "undone undone undone undone undone")]
    public async Task Should_undo_what_may_have_been_done_by_one_that_does_not_answer_in_time(string slow, string books)
    {
        await using var chain = await ChainUnderTest.Start(settings => ChainUnderTest.WithSlow(settings, slow));

        var (status, order) = await chain.Put("1001");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains($"{slow} did not answer in time", order.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(books, await chain.Books("1001"));

        // The slow service is still at it. Once it has come to the end, nothing of the order may be done.
        await chain.Shop.Service(slow).Stop(Cancel);
        Assert.Equal(books, await chain.Books("1001"));
    }

    [Fact]
    public async Task Should_answer_the_same_and_do_nothing_when_a_cancelled_order_is_sent_again()
    {
        await using var chain = await ChainUnderTest.Start();
        await chain.Shop.Service(ServiceNames.Billing).Stop(Cancel);
        await chain.Put("1001");
        await chain.Shop.Service(ServiceNames.Billing).Start(Cancel);

        var (status, order) = await chain.Put("1001");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("cancelled", order.GetProperty("status").GetString());
        Assert.Equal("undone undone undone - -", await chain.Books("1001"));
    }

    [Fact]
    public async Task Should_serve_again_once_the_service_is_back()
    {
        await using var chain = await ChainUnderTest.Start();
        var address = chain.Shop.Service(ServiceNames.Billing).Address;
        await chain.Shop.Service(ServiceNames.Billing).Stop(Cancel);
        await chain.Put("1001");
        await chain.Shop.Service(ServiceNames.Billing).Start(Cancel);

        var (status, _) = await chain.Put("1002");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(address, chain.Shop.Service(ServiceNames.Billing).Address);
    }

    private static async Task<IEnumerable<string>> InOrderOfUndoing(ChainUnderTest chain, string number)
    {
        var undone = new List<(string Service, DateTime At)>();
        foreach (var service in ServiceNames.InOrder)
        {
            if (await chain.EntryOf(service, number) is { State: EntryState.Undone, UndoneAt: { } at })
                undone.Add((service, at));
        }

        return undone.OrderBy(entry => entry.At).Select(entry => entry.Service);
    }
}
