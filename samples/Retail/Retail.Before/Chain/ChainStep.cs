using System.Net;
using System.Net.Http.Json;
using Retail.Before.Books;
using Retail.Before.Orders;

namespace Retail.Before.Chain;

/// <summary>One service as the chain calls it.</summary>
/// <param name="service">The service's name, which is also that of its HTTP client.</param>
/// <param name="forGuests">False where the service has nothing to do for an order without a customer.</param>
/// <param name="clients">Makes the clients, each with its service's address and the time to wait for an answer.</param>
/// <param name="settings">How an undo is tried.</param>
/// <param name="clock">Times the pauses.</param>
internal sealed class ChainStep(
    string service, bool forGuests, IHttpClientFactory clients, BeforeSettings settings, TimeProvider clock)
{
    public string Service => service;

    public bool IsFor(Order order) => forGuests || order.CustomerId is not null;

    /// <summary>
    /// Asks once. A customer waits for the answer: a second try after a timeout would make him wait twice as long, and a service that is
    /// down for seconds is still down a moment later.
    /// </summary>
    public async Task<StepAnswer> Do(Order order, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(service);
        try
        {
            using var response = await http.PutAsJsonAsync(
                PathOf(order), new EntryRequest(order.CustomerId, order.Total), cancellationToken);
            return AnswerOf(response);
        }
        catch (HttpRequestException fault)
        {
            // Only where there was no connection was nothing done. One that breaks later may have carried the request.
            return fault.HttpRequestError == HttpRequestError.ConnectionError
                ? new StepAnswer(StepState.NotDone, $"{service} could not be reached")
                : new StepAnswer(StepState.Unknown, $"the connection to {service} broke");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new StepAnswer(StepState.Unknown, $"{service} did not answer in time");
        }
    }

    /// <summary>Asks until it is undone, which is safe to ask for again; false when the attempts are used up.</summary>
    public async Task<bool> Undo(Order order, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryUndo(order, cancellationToken))
                return true;
            if (attempt >= settings.UndoAttempts)
                return false;
            await Task.Delay(settings.UndoPause, clock, cancellationToken);
        }
    }

    private async Task<bool> TryUndo(Order order, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(service);
        try
        {
            using var response = await http.DeleteAsync(PathOf(order), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private StepAnswer AnswerOf(HttpResponseMessage response) => response.StatusCode switch
    {
        _ when response.IsSuccessStatusCode => StepAnswer.Done,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError =>
            new StepAnswer(StepState.NotDone, $"{service} refused"),
        _ => new StepAnswer(StepState.Unknown, $"{service} failed"),
    };

    private static string PathOf(Order order) => $"/entries/{Uri.EscapeDataString(order.Number)}";
}
