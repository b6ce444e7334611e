using MassTransit;
using MassTransit.Events;

namespace EdaKit.Testing.Exploration;

/// <summary>Makes what is published when a message could not be handled.</summary>
internal static class Faults
{
    public static (Type Type, object Fault) Of(Type type, object message) => (typeof(Fault<>).MakeGenericType(type),
        Activator.CreateInstance(typeof(FaultEvent<>).MakeGenericType(type), message, null, null, Array.Empty<ExceptionInfo>(), Array.Empty<string>())!);
}
