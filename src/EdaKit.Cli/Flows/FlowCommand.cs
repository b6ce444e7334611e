using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Flows;

/// <summary>The commands for the declared flow of all services.</summary>
internal sealed class FlowCommand : Command
{
    public FlowCommand(OutputOptions output)
        : base("flow", "Put together what services declare to publish and listen to, find what does not fit, and draw it. The parts are files that tests of the services record.")
    {
        Add(new FlowCheckCommand(output));
        Add(new FlowDrawCommand(output));
    }
}
