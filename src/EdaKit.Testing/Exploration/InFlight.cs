using System.Text.Json;
using MassTransit;

namespace EdaKit.Testing.Exploration;

/// <summary>A message that was sent and not handled. Its label is its id in a form that does not depend on how the run came here.</summary>
internal sealed record InFlight(Type Type, object Message, string Label)
{
    /// <summary>What makes two messages the same. Of a fault it is the message that faulted, since each fault has an id and a time of its own.</summary>
    public string Key { get; } = $"{NameOf(Type)}{ContentOf(Message)}{Label}";

    /// <summary>What people read.</summary>
    public string Name { get; } = NameOf(Type);

    private static string NameOf(Type type) => type.IsGenericType ? $"fault of {type.GetGenericArguments()[0].Name}" : type.Name;

    private static string ContentOf(object message) => message is Fault<object> fault ? ContentOf(fault.Message) : JsonSerializer.Serialize(message, message.GetType());
}
