using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Contracts;

/// <summary>The commands for teams that change contracts.</summary>
internal sealed class ContractsCommand : Command
{
    public ContractsCommand(OutputOptions output)
        : base("contracts", "Record the schemas of event contracts as files, and find what would break readers or writers of another version.")
    {
        Add(new CheckCommand(output));
        Add(new UpdateCommand(output));
        Add(new DiffCommand(output));
        Add(new CompareCommand(output));
        Add(new PublishCommand(output));
    }
}
