using System.Globalization;
using System.Text.RegularExpressions;
using EdaKit.Contracts.Versions;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>An event's <c>type</c>, made of the URN by which MassTransit and EdaKit know a message's type, and back.</summary>
internal static partial class EventType
{
    private const string UrnPrefix = "urn:message:";

    /// <returns>
    /// For example <c>retail.order-placed.v2</c>, and with <c>.fault</c> at its end for a fault; for what is no contract, the URN without its beginning.
    /// </returns>
    public static string Of(string urn) => ContractUrn.Parse(urn) is { } contract
        ? $"{contract.Name}.v{contract.Version.ToString(CultureInfo.InvariantCulture)}{(contract.IsFault ? ".fault" : "")}"
        : urn.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase) ? urn[UrnPrefix.Length..] : urn;

    public static string UrnOf(string type)
    {
        if (Pattern().Match(type) is { Success: true, Groups: var found })
        {
            var version = int.Parse(found["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            var urn = new ContractUrn(found["name"].Value, version, found["fault"].Success).ToString();
            if (ContractUrn.Parse(urn) is not null)
                return urn;
        }

        return type.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase) ? type : UrnPrefix + type;
    }

    [GeneratedRegex(@"^(?<name>.+)\.v(?<version>[1-9][0-9]{0,8})(?<fault>\.fault)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
