using System.Net.Http.Json;
using Samples.Hosting;

namespace Retail.Host.Compare.Shops;

/// <summary>Sends the same order, under one number after the other, as a customer's browser would.</summary>
internal sealed class ShopClient(IComparedShop shop, HttpClient http)
{
    private static readonly object[] Lines =
    [
        new { StockCode = "85123A", Description = "White hanging heart T-light holder", Quantity = 6, UnitPrice = 2.55m },
        new { StockCode = "71053", Description = "White metal lantern", Quantity = 6, UnitPrice = 3.39m },
    ];

    /// <exception cref="OperatorException">The shop does not take the order although nothing is down.</exception>
    public async Task MustPut(string number, CancellationToken cancellationToken)
    {
        if (await TryPut(number, cancellationToken) is { } failure)
            throw new OperatorException($"The shop '{shop.Name}' did not take order '{number}' while nothing was down: {failure}. "
                + "Run the comparison again, on a machine with less to do.");
    }

    /// <summary>Sends an order once. Null when it was taken; otherwise what came instead.</summary>
    public async Task<string?> TryPut(string number, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PutAsJsonAsync(
                new Uri(shop.Address, $"/orders/{number}"), new { CustomerId = "17850", Lines }, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException fault)
        {
            return fault.Message;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {http.Timeout.TotalSeconds:0} seconds";
        }
    }
}
