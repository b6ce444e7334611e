using System.CommandLine;
using EdaKit.Flow.Graphs;
using EdaKit.Flow.Parts;

namespace EdaKit.Cli.Flows;

/// <summary>The parts of which a flow is put together.</summary>
internal sealed class PartsArgument
{
    private readonly Argument<string[]> _paths = new("PART")
    {
        Description = $"Files, and folders, of which each file is read that ends with {FlowPart.FileSuffix}. Who is outside of the system may have such a file too.",
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command) => command.Add(_paths);

    /// <exception cref="ToolException">A file or folder is not there, or is no part.</exception>
    public FlowGraph Read(ParseResult parsed) => FlowGraph.Of(Read(parsed.GetRequiredValue(_paths)));

    /// <exception cref="ToolException">A file or folder is not there, or is no part.</exception>
    public static IReadOnlyList<FlowPart> Read(IEnumerable<string> paths)
    {
        try
        {
            return FlowPart.Read(paths);
        }
        catch (FlowPartException error)
        {
            throw ToolException.Usage(error.Message, error);
        }
    }
}
