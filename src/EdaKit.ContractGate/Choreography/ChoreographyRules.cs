using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Publication;

namespace EdaKit.ContractGate.Choreography;

/// <summary>Warns of flows that nobody coordinates and that are long or branch: they are written down nowhere, and nobody notices when they stop.</summary>
internal sealed class ChoreographyRules(Catalogue catalogue)
{
    /// <summary>As docs/choosing.md says.</summary>
    public const int MostSteps = 5;

    private const string Remedy = "docs/choosing.md weighs the two.";

    public IReadOnlyList<GateFinding> Check() => [.. LongChains(), .. Branches()];

    private IEnumerable<GateFinding> LongChains() =>
        from chain in catalogue.Flows.LongestChains()
        where chain.Count > MostSteps
        select Warn(GateRules.LongChain, chain[0].Cause, $"From '{chain[0].Cause}' a chain of '{chain.Count}' reactions leads on, more than '{MostSteps}': "
            + $"{string.Join(", ", chain.Select(step => $"'{step.Service}' publishes '{step.Effect}'"))}. No service knows the whole, and nobody notices when one of them "
            + $"does not go on. Consider an orchestrated saga; {Remedy}");

    private IEnumerable<GateFinding> Branches() =>
        from after in catalogue.Flows.Branches()
        select Warn(GateRules.Branch, after.Key, $"After '{after.Key}' the flow branches: {string.Join(", ", after.Select(step => $"'{step.Service}' publishes '{step.Effect}'"))}. "
            + "Nobody knows when all of them have ended, and where one fails, the others go on. Where that matters, consider an orchestrated saga; where they have nothing "
            + $"to do with each other, leave it. {Remedy}");

    private GateFinding Warn(string rule, string contract, string message) =>
        new(rule, false, contract, catalogue.Contracts.First(one => one.Name == contract).Versions[^1].Version, "", message, null);
}
