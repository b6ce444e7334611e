using EdaKit.CloudEvents.Serialization;
using EdaKit.Configuration;
using EdaKit.Contracts.Versions;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.CloudEvents.Registration;

/// <summary>What a bus and an endpoint are given alike. Its rules run with all others when the bus starts.</summary>
internal sealed class CloudEventsSetup
{
    /// <summary>How the call that puts CloudEvents on the bus is named in messages.</summary>
    public const string CallOfTheBus = "bus.UseCloudEvents";

    private readonly CloudEventsOptions _options;
    private readonly CloudEventsFormats _formats;
    private readonly bool _endsEvents;

    /// <param name="services">The container, in which <c>AddEdaKit</c> was called.</param>
    /// <param name="configure">Says what is written.</param>
    /// <param name="call">How to call it in a message. A call of the same name adds to the options of the first.</param>
    public CloudEventsSetup(IServiceProvider services, Action<CloudEventsOptions>? configure, string call)
    {
        var attachment = services.GetRequiredService<BusAttachment>();
        var ofTheBus = OptionsOf(attachment, CallOfTheBus);
        var earlier = OptionsOf(attachment, call);
        var writtenBefore = (earlier ?? ofTheBus)?.Mode ?? CloudEventsMode.None;

        _options = earlier ?? new() { OfTheBus = ofTheBus };
        configure?.Invoke(_options);
        _endsEvents = writtenBefore != CloudEventsMode.None && _options.Mode == CloudEventsMode.None;
        _formats = new(_options, services.GetRequiredService<ContractVersions>(), services.GetService<TimeProvider>() ?? TimeProvider.System);

        if (earlier is null)
            attachment.Add(new CloudEventsRules(_options, call));
    }

    public void AddFormats(Action<ISerializerFactory, bool> addSerializer, Action<ISerializerFactory, bool> addDeserializer)
    {
        _formats.AddTo(addSerializer, addDeserializer, _options.Mode);

        // Where nobody wrote events, whatever else is written stays.
        if (_endsEvents)
            _formats.AddEnvelopes(addSerializer);
    }

    public void AddModes(ISendPipelineConfigurator send, IPublishPipelineConfigurator publish)
    {
        if (_options.Modes.Count > 0)
            new ModeObserver(_options.Modes).ConnectTo(send, publish);
    }

    private static CloudEventsOptions? OptionsOf(BusAttachment attachment, string call) =>
        attachment.Rules.OfType<CloudEventsRules>().FirstOrDefault(rules => rules.Call == call)?.Options;
}
