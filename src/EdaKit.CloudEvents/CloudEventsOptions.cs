namespace EdaKit.CloudEvents;

/// <summary>How a bus, or an endpoint, writes CloudEvents. Faults of it are reported when the bus starts (EDA0401 to EDA0403).</summary>
public sealed class CloudEventsOptions
{
    private readonly Dictionary<Type, CloudEventsMode> _modes = [];

    /// <summary>
    /// How messages leave for which nothing else is said; default: <see cref="CloudEventsMode.None"/>, so that events are read and none are written.
    /// </summary>
    public CloudEventsMode Mode { get; set; }

    /// <summary>
    /// The <c>source</c> of the events: a URI or a path that names this service, such as <c>https://shop.example/orders</c> or <c>/orders</c>, the same in
    /// all of its processes. The bus's own address is no default, since it changes with each process. Needed to write; an endpoint that names none has the
    /// bus's.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>
    /// Makes the <c>dataschema</c> of contracts, with <c>{name}</c> and <c>{version}</c> for the contract's own:
    /// <c>https://shop.example/contracts/{name}/v{version}.json</c>. Default: null, and events bear none; an endpoint that names none has the bus's.
    /// </summary>
    public string? DataSchema { get; set; }

    /// <summary>Lets messages of one type leave in another mode than the others. The last call for a type counts.</summary>
    /// <typeparam name="T">The type that is published or sent.</typeparam>
    /// <param name="mode">How they leave.</param>
    /// <returns>The same options.</returns>
    public CloudEventsOptions For<T>(CloudEventsMode mode)
        where T : class
    {
        _modes[typeof(T)] = mode;
        return this;
    }

    /// <summary>What the bus says, where these are the options of an endpoint.</summary>
    internal CloudEventsOptions? OfTheBus { get; init; }

    /// <summary>The source that events bear.</summary>
    internal string? EffectiveSource => Source ?? OfTheBus?.Source;

    /// <summary>The template by which events bear a schema.</summary>
    internal string? EffectiveDataSchema => DataSchema ?? OfTheBus?.DataSchema;

    internal IReadOnlyDictionary<Type, CloudEventsMode> Modes => _modes;

    internal bool Writes => Mode != CloudEventsMode.None || _modes.Values.Any(mode => mode != CloudEventsMode.None);
}
