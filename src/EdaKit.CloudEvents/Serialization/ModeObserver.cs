using EdaKit.Configuration;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Gives the messages of those types that have a mode of their own that mode.</summary>
internal sealed class ModeObserver(IReadOnlyDictionary<Type, CloudEventsMode> modes) : OutgoingObserver
{
    protected override OutgoingFilter<T>? FilterFor<T>() => modes.TryGetValue(typeof(T), out var mode) ? new ModeFilter<T>(mode) : null;
}
