using System.Net;
using System.Net.Http.Json;
using Retail.Host.TradingDays;
using Samples.Hosting;

namespace Retail.Host.Replay;

/// <summary>Sends orders and returns as a customer's browser would, and does not give up while ordering is away for a moment.</summary>
/// <remarks>Trying again is safe because a PUT with the same number has one effect, whether or not the first try arrived.</remarks>
internal sealed class OrderingClient(HttpClient http, TimeProvider clock)
{
    /// <summary>How long one order is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <exception cref="OperatorException">Ordering is not there, or does not answer.</exception>
    public async Task RequireReachable(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync("/health", cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new OperatorException($"There is no ordering service at {http.BaseAddress}: {fault.Message} "
                + "Start one with --services ordering, or correct --ordering.", fault);
        }
        catch (TaskCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperatorException($"Ordering at {http.BaseAddress} does not answer within {http.Timeout.TotalSeconds:0.#} seconds. "
                + "Start it again, or correct --ordering.", fault);
        }
    }

    /// <summary>Sends an invoice of the day until ordering has answered it.</summary>
    /// <exception cref="OperatorException">Ordering refuses the request, or stays away for longer than <see cref="Patience"/>.</exception>
    public async Task Send(DayInvoice invoice, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = Longer(pause))
        {
            var failure = await TrySend(invoice, cancellationToken);
            if (failure is null)
                return;
            if (clock.GetElapsedTime(started) > Patience)
                throw new OperatorException($"Ordering at {http.BaseAddress} has not taken '{invoice.Number}' "
                    + $"within {Patience.TotalMinutes:0} minutes. The last answer: {failure}");
            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    /// <summary>Null when ordering has answered; otherwise why it is worth trying again.</summary>
    private async Task<string?> TrySend(DayInvoice invoice, CancellationToken cancellationToken)
    {
        try
        {
            var number = Uri.EscapeDataString(invoice.Number);
            using var response = await http.PutAsJsonAsync(
                invoice.IsReturn ? $"/returns/{number}" : $"/orders/{number}", BodyOf(invoice), cancellationToken);

            // 422 is an answer too: none of the lines was acceptable, and ordering has written that down.
            if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.UnprocessableEntity)
                return null;

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.StatusCode >= HttpStatusCode.InternalServerError
                ? $"{(int)response.StatusCode} {body}"
                : throw new OperatorException($"Ordering refuses '{invoice.Number}' with {(int)response.StatusCode}: {body}");
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

    private static object BodyOf(DayInvoice invoice)
    {
        var sign = invoice.IsReturn ? -1 : 1;
        var lines = invoice.Lines.Select(line => new
        {
            line.StockCode,
            line.Description,
            Quantity = sign * line.Quantity,
            line.UnitPrice,
        });
        return invoice.IsReturn
            ? new { invoice.CustomerId, ReturnedAt = invoice.Time, Lines = lines }
            : new { invoice.CustomerId, invoice.Country, PlacedAt = invoice.Time, Lines = lines };
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
