using System.Collections.Concurrent;
using MassTransit.Transports;

namespace EdaKit.Outbox.Records;

/// <summary>
/// Keeps the broker's own address out of the records, so that a record captured before the broker moved is sent to where it is now.
/// </summary>
internal sealed class HostAddress(Func<IBusInstance> bus)
{
    /// <summary>How many forms of addresses are kept. A system has few destinations; answers to temporary queues may go to any number.</summary>
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<Uri, string> _shortForms = new();
    private readonly ConcurrentDictionary<string, Uri> _uris = new(StringComparer.Ordinal);
    private readonly Lazy<Uri> _base = new(() => WithTrailingSlash(bus().HostConfiguration.HostAddress));

    /// <summary>The scheme of the broker's addresses.</summary>
    public string Scheme => _base.Value.Scheme;

    public string Shorten(Uri address) => Kept(_shortForms, address, ShortFormOf);

    private string ShortFormOf(Uri address)
    {
        var relative = _base.Value.MakeRelativeUri(address);

        // "../x" would mean another virtual host than ours, and an absolute answer another host: those stay whole.
        return relative.IsAbsoluteUri || relative.OriginalString.StartsWith("..", StringComparison.Ordinal) || relative.OriginalString.Contains("://", StringComparison.Ordinal)
            ? address.ToString()
            : $"./{relative.OriginalString}";
    }

    public Uri Expand(string destination) => Kept(_uris, destination, LongFormOf);

    /// <summary>A stored address as it is.</summary>
    public Uri? UriOf(string? address) => address is null ? null : Kept(_uris, address, static text => new Uri(text));

    private Uri LongFormOf(string destination) =>
        destination.StartsWith("./", StringComparison.Ordinal) ? new Uri(_base.Value, destination) : new Uri(destination);

    private static TValue Kept<TKey, TValue>(ConcurrentDictionary<TKey, TValue> all, TKey key, Func<TKey, TValue> make)
        where TKey : notnull
    {
        if (all.TryGetValue(key, out var known))
            return known;

        var made = make(key);
        if (all.Count < MostKept)
            all.TryAdd(key, made);

        return made;
    }

    private static Uri WithTrailingSlash(Uri host) =>
        host.AbsolutePath.EndsWith('/') ? host : new UriBuilder(host) { Path = host.AbsolutePath + "/" }.Uri;
}
