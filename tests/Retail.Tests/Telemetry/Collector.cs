using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Retail.Tests.Telemetry;

/// <summary>Takes what OpenTelemetry exports by HTTP, and keeps it as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/{signal}", collector.Keep);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Everything of one signal, as text: names stand in it as they are.</summary>
    public string Received(string signal) => string.Concat(_received.Where(export => export.Path == signal).Select(export => export.Body));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Keep(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _received.Enqueue((signal, Encoding.Latin1.GetString(body.ToArray())));
        return Results.Ok();
    }
}
