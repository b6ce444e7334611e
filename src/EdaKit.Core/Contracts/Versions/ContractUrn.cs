using System.Globalization;
using System.Text.RegularExpressions;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>How a contract, a version of it, and a fault of that are called among a message's types on the wire.</summary>
/// <param name="Name">The contract's name.</param>
/// <param name="Version">The contract's version.</param>
/// <param name="IsFault">Whether the message tells of a fault of such a message.</param>
internal readonly partial record struct ContractUrn(string Name, int Version, bool IsFault = false)
{
    /// <summary>What stands behind a contract's name or URN where its faults are meant.</summary>
    public const string FaultSuffix = ":fault";

    /// <summary>Finds out of which contract a message's type speaks.</summary>
    /// <returns>Null where it is no contract's.</returns>
    public static ContractUrn? Parse(string messageType) => Pattern().Match(messageType) is { Success: true, Groups: var found }
        ? new(found["name"].Value, int.Parse(found["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), found["fault"].Success)
        : null;

    /// <summary>The URN.</summary>
    /// <returns>For example <c>urn:message:retail.order-placed:v2</c>, and with <c>:fault</c> at its end for a fault.</returns>
    public override string ToString() => new MessageUrnAttribute($"{Name}:v{Version}").Urn + (IsFault ? FaultSuffix : "");

    [GeneratedRegex($@"^urn:message:(?<name>{ContractRules.NamePattern}):v(?<version>[0-9]{{1,9}})(?<fault>{FaultSuffix})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
