using System.Net.Http.Json;
using System.Reflection;
using Orders.Confirmation;
using Orders.Loyalty;
using Orders.Ordering;
using Orders.Participation;
using Orders.Payment;
using Orders.Stock;
using Samples.Hosting.Kills;
using Samples.Hosting.Storage;

namespace Orders.Kills;

/// <summary>Orders, half of which go well, while every service is killed again and again.</summary>
internal sealed class KilledOrders(int orders, int seed, IServiceStorage storage) : IKilledWork
{
    private static readonly OrderRequest Good = new("LAMP", 1, 12.50m, "GOLD", "ADA");

    private static readonly OrderRequest[] Bad =
    [
        Good with { Item = "NONE-LEFT" }, Good with { Item = "LAMP-AWAY" },
        Good with { Card = "EMPTY" }, Good with { Card = "BANK-AWAY" },
        Good with { Member = "GONE" }, Good with { Member = "ADA-AWAY" },
    ];

    private readonly OrderSaga _saga = new();
    private readonly Bookshelf _books = new(storage);
    private readonly Guid[] _ids = [.. Enumerable.Range(0, orders).Select(_ => Guid.CreateVersion7())];

    public Assembly Program => typeof(KilledOrders).Assembly;

    public IReadOnlyList<string> Crew { get; } = ["ordering", "ordering", "stock", "payment", "loyalty", "confirmation"];

    public int Size => _ids.Length;

    public Task<HttpResponseMessage> AskAsync(HttpClient http, Uri address, int number, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        return http.PutAsJsonAsync(new Uri(address, $"/orders/{_ids[number]}"), random.Next(2) == 0 ? Good : Bad[random.Next(Bad.Length)], cancellationToken);
    }

    public Task<HttpResponseMessage> ResumeAsync(HttpClient http, Uri address, Guid id, CancellationToken cancellationToken) =>
        http.PostAsJsonAsync(new Uri(address, $"/orders/{id}/resume"), new { Action = "retry", By = "the run", Reason = "it may be back" }, cancellationToken);

    public async Task<IReadOnlyList<OpenWork>> OpenAsync(CancellationToken cancellationToken)
    {
        var states = await StatesAsync(cancellationToken);

        // An order that no saga has heard of yet is open too.
        return [.. _ids.Where(id => states.GetValueOrDefault(id) is not ("Completed" or "Compensated")).Select(id => new OpenWork(id, states.GetValueOrDefault(id) == _saga.Parked.Name))];
    }

    public async Task<int> WaitingAsync(CancellationToken cancellationToken) =>
        await _books.WaitingAsync<OrderingDb>(OrderingModule.Name, cancellationToken)
        + await _books.WaitingAsync<StockDb>("stock", cancellationToken)
        + await _books.WaitingAsync<PaymentDb>("payment", cancellationToken)
        + await _books.WaitingAsync<LoyaltyDb>("loyalty", cancellationToken)
        + await _books.WaitingAsync<ConfirmationDb>("confirmation", cancellationToken);

    public async Task<IReadOnlyList<Audit>> AuditAsync(CancellationToken cancellationToken)
    {
        var states = await StatesAsync(cancellationToken);
        IReadOnlyList<List<Entry>> books =
        [
            await _books.ReadAsync<StockDb, Entry>("stock", cancellationToken),
            await _books.ReadAsync<PaymentDb, Entry>("payment", cancellationToken),
            await _books.ReadAsync<LoyaltyDb, Entry>("loyalty", cancellationToken),
            await _books.ReadAsync<ConfirmationDb, Entry>("confirmation", cancellationToken),
        ];
        var standing = books.Select(book => book.Where(entry => entry.UndoneAt is null).Select(entry => entry.OrderId).ToHashSet()).ToList();
        var completed = states.Where(state => state.Value == "Completed").Select(state => state.Key).ToHashSet();

        return
        [
            new("orders",
            [
                new("orders", _ids.Length),
                new("carried out", completed.Count),
                new("cancelled", states.Values.Count(state => state == "Compensated")),
            ],
            [
                new("without an end", (await OpenAsync(cancellationToken)).Count),
                new("stock, money, points or mail of orders that are not carried out", standing.Sum(book => book.Count(order => !completed.Contains(order)))),
                new("done twice, even if one was undone", books.Sum(book => book.CountBy(entry => entry.OrderId).Count(order => order.Value > 1))),
                new("carried out and not complete", completed.Count(order => standing.Exists(book => !book.Contains(order)))),
            ]),
        ];
    }

    private async Task<Dictionary<Guid, string>> StatesAsync(CancellationToken cancellationToken) =>
        (await _books.ReadAsync<OrderingDb, OrderState>(OrderingModule.Name, cancellationToken)).ToDictionary(state => state.CorrelationId, state => state.CurrentState);
}
