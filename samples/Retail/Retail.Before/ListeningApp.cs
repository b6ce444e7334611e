using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Retail.Before;

/// <summary>
/// A web app on a port of its own. It can be taken down for real, so that connections to it are refused, and started again on the same
/// port. Start and stop it from one place at a time.
/// </summary>
internal sealed class ListeningApp(Func<WebApplicationBuilder, Task<WebApplication>> build) : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens, or listened before it was stopped; known from the first start on.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts listening; nothing happens if it does already.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        if (_app is not null)
            return;

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address.GetLeftPart(UriPartial.Authority));

        // What becomes of an order stands in the books, with the reason. A console would show it a second time, and from six apps at once.
        builder.Logging.ClearProviders();

        var app = await build(builder);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception)
        {
            await app.DisposeAsync();
            throw;
        }

        _app = app;
        Address = new Uri(app.Urls.First());
    }

    /// <summary>Lets the requests end that have been taken, and listens no more; nothing happens if it is down already.</summary>
    public async Task Stop(CancellationToken cancellationToken)
    {
        if (_app is not { } app)
            return;

        _app = null;
        await app.StopAsync(cancellationToken);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Stop(CancellationToken.None);
}
