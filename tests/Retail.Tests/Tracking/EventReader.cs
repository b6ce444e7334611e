using System.Net.ServerSentEvents;
using System.Text.Json;
using Samples.Hosting.Transport;

namespace Retail.Tests.Tracking;

/// <summary>One who watches, as a browser would.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> events)
    {
        _response = response;
        _events = events;
    }

    public static async Task<EventReader> Open(HttpClient http)
    {
        var response = await http.GetAsync("/tracking/events", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync();
        return new EventReader(response, SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator());
    }

    /// <summary>The next event that is no heartbeat, as <c>type: number steps, number steps</c>; null at the end.</summary>
    public Task<string?> Next() => Read().WaitAsync(Patience);

    private async Task<string?> Read()
    {
        do
        {
            if (!await _events.MoveNextAsync())
                return null;
        }
        while (_events.Current.EventType == "heartbeat");

        using var timelines = JsonDocument.Parse(_events.Current.Data);
        var orders = timelines.RootElement.EnumerateArray().Select(order =>
            $"{order.GetProperty("orderNumber").GetString()} {order.GetProperty("steps").GetArrayLength()}");
        return $"{_events.Current.EventType}: {string.Join(", ", orders)}";
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        try
        {
            await _events.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read is still waiting; it ended with the response.
        }
    }
}
