using System.Text.Json;
using MassTransit;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// A copy of a message that was sent to one recipient and not handled. Its label is its id in a form that does not depend on how the run came here.
/// </summary>
internal sealed class InFlight(Type type, object message, string label, Recipient to)
{
    public Type Type { get; } = type;

    public object Message { get; } = message;

    public string Label { get; } = label;

    public Recipient To { get; } = to;

    /// <summary>What makes two copies the same. Of a fault it is the message that faulted, since each fault has an id and a time of its own.</summary>
    public string Key { get; } = $"{KeyOf(type)} {label} {to.Name} {ContentOf(message)}";

    /// <summary>The key without its ids, to bring copies into an order that does not depend on the ids' values.</summary>
    public string SortKey => field ??= GivenValues.Replace(Key, _ => "", time => $"{time.Ticks}");

    /// <summary>What people read.</summary>
    public string Name { get; } = NameOf(type);

    /// <summary>How people name a message.</summary>
    public static string NameOf(Type type) => type.IsGenericType ? $"fault of {type.GetGenericArguments()[0].Name}" : type.Name;

    /// <summary>The content that makes a difference, as text.</summary>
    public static string ContentOf(object message) =>
        message is Fault<object> fault ? ContentOf(fault.Message) : JsonSerializer.Serialize(message, message.GetType());

    private static string KeyOf(Type type) => type.IsGenericType ? $"fault of {type.GetGenericArguments()[0].FullName}" : type.FullName!;
}
