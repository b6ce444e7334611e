using System.CommandLine;
using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Publication;
using EdaKit.ContractGate.Services;

namespace EdaKit.Cli.Contracts;

/// <summary>The options of every command about contracts: which assembly, what is recorded of it, and what is demanded.</summary>
internal sealed class ContractsOptions
{
    private readonly Option<string?> _assembly = new("--assembly", "-a")
    {
        HelpName = "FILE",
        Description = "The assembly whose types bear [EventContract], as the build made it. Without it: what the project in this folder was last built to.",
    };

    private readonly Option<string> _folder = new("--contracts")
    {
        HelpName = "FOLDER",
        Description = "Where the recorded versions are.",
        DefaultValueFactory = _ => "contracts",
    };

    private readonly Option<string> _mode = new("--mode")
    {
        HelpName = "NONE|BACKWARD|FORWARD|FULL|…_TRANSITIVE",
        Description = "Which versions must read which, as in schema registries.",
        DefaultValueFactory = _ => "BACKWARD_TRANSITIVE",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Compare closed schemas with each other, as for readers that refuse members which they do not know.",
    };

    public ContractsOptions()
    {
        _mode.Validators.Add(given =>
        {
            if (!CompatibilityModes.TryParse(given.GetValueOrDefault<string>(), out _))
                given.AddError($"'{given.GetValueOrDefault<string>()}' is no mode. Use {CompatibilityModes.Names}.");
        });
    }

    /// <summary>Gives a command these options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="demands">Whether it asks for more than what differs.</param>
    public void AddTo(Command command, bool demands)
    {
        command.Add(_assembly);
        command.Add(_folder);

        if (demands)
        {
            command.Add(_mode);
            command.Add(_strict);
        }
    }

    public ContractCheck Read(ParseResult parsed) => new(
        ReadAssembly(parsed),
        new BaselineFolder(parsed.GetRequiredValue(_folder)),
        parsed.GetValue(_mode) is { } name && CompatibilityModes.TryParse(name, out var mode) ? new() { Mode = mode, Strict = parsed.GetValue(_strict) } : new());

    public Catalogue ReadCatalogue(ParseResult parsed, IReadOnlyList<ServiceUse> services) =>
        Catalogue.Of(ReadAssembly(parsed), new BaselineFolder(parsed.GetRequiredValue(_folder)).Read(), services);

    private ContractAssembly ReadAssembly(ParseResult parsed) =>
        ContractAssembly.Load(parsed.GetValue(_assembly) ?? ProjectOutput.FindIn(Environment.CurrentDirectory));
}
