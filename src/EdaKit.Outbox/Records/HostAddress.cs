using System.Collections.Concurrent;
using MassTransit.Transports;

namespace EdaKit.Outbox.Records;

/// <summary>
/// Keeps the broker's own address out of the records, so that a record captured before the broker moved is sent to where it is now.
/// </summary>
internal sealed class HostAddress(Func<IBusInstance> bus)
{
    /// <summary>How many short forms are kept. A system has few destinations; answers to temporary queues may go to any number.</summary>
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<Uri, string> _kept = new();
    private readonly Lazy<Uri> _base = new(() => WithTrailingSlash(bus().HostConfiguration.HostAddress));

    public string Shorten(Uri address)
    {
        if (_kept.TryGetValue(address, out var known))
            return known;

        var shortened = ShortFormOf(address);
        if (_kept.Count < MostKept)
            _kept.TryAdd(address, shortened);

        return shortened;
    }

    private string ShortFormOf(Uri address)
    {
        var relative = _base.Value.MakeRelativeUri(address);

        // "../x" would mean another virtual host than ours, and an absolute answer another host: those stay whole.
        return relative.IsAbsoluteUri || relative.OriginalString.StartsWith("..", StringComparison.Ordinal) || relative.OriginalString.Contains("://", StringComparison.Ordinal)
            ? address.ToString()
            : $"./{relative.OriginalString}";
    }

    public Uri Expand(string destination) =>
        destination.StartsWith("./", StringComparison.Ordinal) ? new Uri(_base.Value, destination) : new Uri(destination);

    private static Uri WithTrailingSlash(Uri host) =>
        host.AbsolutePath.EndsWith('/') ? host : new UriBuilder(host) { Path = host.AbsolutePath + "/" }.Uri;
}
