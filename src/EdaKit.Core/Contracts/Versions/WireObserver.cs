using EdaKit.Configuration;

namespace EdaKit.Contracts.Versions;

/// <summary>Sees to it that each message leaves as the version that it shall be, and bears the types of all who can read it.</summary>
internal sealed class WireObserver(IReadOnlyDictionary<Type, EmittedVersion> emitted) : OutgoingObserver
{
    protected override OutgoingFilter<T>? FilterFor<T>()
    {
        if (emitted.TryGetValue(typeof(T), out var version))
            return new EmitFilter<T>(version);

        if (WireTypes.Of<T>() is not { } types)
            return null;

        return FaultType.MessageOf(typeof(T)) is null ? new WireTypesFilter<T>(types) : new AnsweredFaultFilter<T>(types);
    }
}
