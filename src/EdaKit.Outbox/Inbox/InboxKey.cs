using System.Reflection;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Outbox.Inbox;

/// <summary>
/// Under which name the inbox remembers that a consumer handled a message. No version and no CLR namespace is in it: neither an upgrade of
/// the contract nor a move of the class may make a handled message look new.
/// </summary>
internal static class InboxKey
{
    public static string Of(string endpoint, Type consumer, Type message) => $"{endpoint}/{ConsumerNameOf(consumer)}/{MessageNameOf(message)}";

    /// <summary>Which part of that names the consumer.</summary>
    public static string ConsumerNameOf(Type consumer) =>
        consumer.GetCustomAttribute<ConsumerNameAttribute>(inherit: false)?.Name ?? SimpleName(consumer);

    private static string MessageNameOf(Type message) =>
        ContractDescriptor.Of(message)?.Name ?? MessageUrn.ForTypeString(message);

    private static string SimpleName(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(',', type.GetGenericArguments().Select(SimpleName))}>"
        : type.Name;
}
