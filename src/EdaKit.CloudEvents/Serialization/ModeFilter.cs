using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Has messages of a type leave in a mode of their own.</summary>
internal sealed class ModeFilter<T>(CloudEventsMode mode) : OutgoingFilter<T>("edakit-cloud-events-mode")
    where T : class
{
    protected override void Apply(SendContext<T> context) => context.SetCloudEventsMode(mode);
}
