using System.Text;
using EdaKit.ContractGate.Publication;

namespace EdaKit.ContractGate.Choreography;

/// <summary>Who publishes and who listens, as a drawing for Mermaid: services are boxes, contracts are round.</summary>
internal static class FlowDiagram
{
    /// <summary>The drawing; empty where no service is known.</summary>
    public static string Of(IReadOnlyList<PublishedContract> contracts)
    {
        var services = contracts.SelectMany(contract => contract.Senders.Concat(contract.Receivers)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (services.Count == 0)
            return "";

        var text = new StringBuilder("flowchart LR\n");
        foreach (var (index, service) in services.Index())
            text.Append($"    s{index}[\"{service}\"]\n");

        foreach (var (index, contract) in contracts.Index().Where(one => one.Item.Senders.Count + one.Item.Receivers.Count > 0))
        {
            text.Append($"    c{index}([\"{contract.Name}\"])\n");
            foreach (var sender in contract.Senders)
                text.Append($"    s{services.IndexOf(sender)} --> c{index}\n");

            foreach (var receiver in contract.Receivers)
                text.Append($"    c{index} --> s{services.IndexOf(receiver)}\n");
        }

        return text.ToString();
    }
}
