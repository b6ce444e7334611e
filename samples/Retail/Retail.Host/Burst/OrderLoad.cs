using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Samples.Hosting;

namespace Retail.Host.Burst;

/// <summary>
/// Customers who do not wait for each other: every order is sent when it is due, however long the earlier ones take. A shop that slows
/// down is so found out, where a few patient customers in turn would hide it.
/// </summary>
internal sealed class OrderLoad(HttpClient http, BurstProfile profile)
{
    /// <summary>Customers who wait for an answer at the same time; a shop that lets more wait is beyond measuring.</summary>
    private const int MostInFlight = 1000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<OrderSent> _sent = new();
    private readonly SemaphoreSlim _places = new(MostInFlight);

    public IReadOnlyCollection<OrderSent> Sent => _sent;

    /// <summary>Sends orders until told to stop, and returns when the last has been answered.</summary>
    /// <param name="clock">Runs since the start of the day.</param>
    /// <param name="stop">Ends the day.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperatorException">The shop does not take an order, or lets too many customers wait.</exception>
    public async Task Run(Stopwatch clock, CancellationToken stop, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        var answers = new List<Task>();

        while (!stop.IsCancellationRequested)
        {
            for (var due = profile.OrdersDueAt(clock.Elapsed); answers.Count < due;)
            {
                if (!_places.Wait(0, CancellationToken.None))
                    throw new OperatorException($"{MostInFlight} customers wait for an answer. This machine is too slow for the burst.");
                answers.Add(Send(answers.Count, clock, cancellationToken));
            }

            // Faults are seen here and not only at the end of a long day.
            foreach (var failed in answers.Where(answer => answer.IsFaulted))
                await failed;
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(answers);
    }

    /// <exception cref="OperatorException">The shop does not take it.</exception>
    public static async Task Put(HttpClient http, string number, int order, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PutAsJsonAsync($"/orders/{number}", new
            {
                CustomerId = $"{500 + (order % 100)}",
                Lines = new[] { new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 1 + (order % 3), UnitPrice = 12.50m } },
            }, cancellationToken);

            if (response.StatusCode != HttpStatusCode.Accepted)
                throw new OperatorException($"Ordering answers order '{number}' with {(int)response.StatusCode}.");
        }
        catch (HttpRequestException fault)
        {
            throw new OperatorException($"Ordering does not answer order '{number}': {fault.Message}", fault);
        }
        catch (TaskCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperatorException($"Ordering does not answer order '{number}' within {http.Timeout.TotalSeconds:0.#} seconds.", fault);
        }
    }

    private async Task Send(int order, Stopwatch clock, CancellationToken cancellationToken)
    {
        var dueAt = profile.DueAt(order);
        try
        {
            await Put(http, $"{order:000000}", order, cancellationToken);
            _sent.Enqueue(new OrderSent(dueAt, clock.Elapsed - dueAt));
        }
        finally
        {
            _places.Release();
        }
    }
}
