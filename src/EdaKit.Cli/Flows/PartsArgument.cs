using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Flow.Graphs;
using EdaKit.Flow.Parts;

namespace EdaKit.Cli.Flows;

/// <summary>The parts of which a flow is put together, and the journals from which the rest is learned.</summary>
internal sealed class PartsArgument
{
    private readonly Argument<string[]> _paths = new("PART")
    {
        Description = $"Files, and folders, of which each file is read that ends with {FlowPart.FileSuffix}. Who is outside of the system may have such a file too.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _connections = new("--connection", "-c")
    {
        HelpName = "STRING",
        Description = "The connection string of a service with a journal, from which is learned what no part declares. As often as there are services. Default: none.",
    };

    public void AddTo(Command command)
    {
        command.Add(_paths);
        command.Add(_connections);
    }

    /// <exception cref="ToolException">A file or folder is not there, or is no part; or a database cannot be used.</exception>
    public async Task<FlowGraph> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (paths, connections) = (parsed.GetValue(_paths) ?? [], parsed.GetValue(_connections) ?? []);

        if (paths.Length + connections.Length == 0)
            throw ToolException.Usage("There is nothing to put together. Name files or folders with parts, or journals with --connection.");

        var parts = Read(paths);
        var seen = connections.Length == 0 ? [] : await FlowSession.LearnAsync([.. connections.Select(connection => DatabaseOptions.Read(connection, null, null))], cancellationToken);

        return FlowGraph.Of(parts.Select(part => seen.FirstOrDefault(one => one.Service == part.Service) is { } own ? part.With(own) : part)
            .Concat(seen.Where(one => parts.All(part => part.Service != one.Service))));
    }

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
