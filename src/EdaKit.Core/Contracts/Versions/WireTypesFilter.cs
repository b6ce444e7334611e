using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Lets messages of a type bear other types on the wire than those that MassTransit gives them.</summary>
internal sealed class WireTypesFilter<T>(string[] types) : OutgoingFilter<T>("edakit-wire-types")
    where T : class
{
    protected override void Apply(SendContext<T> context) => context.SupportedMessageTypes = types;
}
