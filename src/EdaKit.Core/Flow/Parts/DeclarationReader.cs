using System.Collections.Frozen;
using System.Reflection;
using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>Reads what classes declare to publish.</summary>
internal sealed class DeclarationReader(FlowRegistry registry)
{
    /// <summary>What a consumer, a saga or another class declares, and what its state machine knows by itself.</summary>
    public IReadOnlyList<DeclaredPublish> PublishesOf(Type type)
    {
        var machine = registry.MachineOf(type);
        var byItself = machine is null ? [] : SchedulesOf(machine.GetType()).Concat((machine as IDeclaredSaga)?.Publishes ?? []);

        // An attribute says more than what is known without one, and stands in its place.
        var declared = ClassesOf(type).SelectMany(one => one.GetCustomAttributes<PublishesAttribute>()).Select(attribute => attribute.Declaration).Distinct().ToList();
        return [.. declared, .. byItself.Where(known => declared.TrueForAll(one => one.MessageType != known.MessageType)).DistinctBy(known => known.MessageType)];
    }

    /// <summary>Whether an attribute says what a class publishes.</summary>
    public bool IsDeclared(Type type) => ClassesOf(type).Any(one => one.IsDefined(typeof(PublishesAttribute)) || one.IsDefined(typeof(PublishesNothingAttribute), inherit: false));

    /// <summary>All that a consumer or saga may publish; null where it does not say.</summary>
    public FrozenSet<Type>? AllowedBy(Type type) => IsDeclared(type) ? PublishesOf(type).Select(one => one.MessageType).ToFrozenSet() : null;

    // What is said of a saga stands on the class of its machine, or of its instances.
    private IEnumerable<Type> ClassesOf(Type type) => registry.MachineOf(type) is { } machine ? [machine.GetType(), type] : [type];

    // What a machine schedules it sends to itself, when it does not think better of it.
    private static IEnumerable<DeclaredPublish> SchedulesOf(Type machine) =>
        from property in machine.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Schedule<,>)
        select new DeclaredPublish(property.PropertyType.GetGenericArguments()[1]) { Sometimes = true, MayLoop = true };
}
