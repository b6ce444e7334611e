namespace EdaKit.Testing.Exploration;

/// <summary>How a search came to a world. It keeps no world, so that those whose next ones are known can be forgotten.</summary>
internal sealed record Trace(string Label, Trace? Before, string? Error)
{
    public List<string> Steps()
    {
        var steps = new List<string>();

        for (var trace = this; trace is not null; trace = trace.Before)
            steps.Add(trace.Label);

        steps.Reverse();
        return steps;
    }
}
