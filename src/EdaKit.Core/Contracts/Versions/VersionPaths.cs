namespace EdaKit.Contracts.Versions;

/// <summary>Finds the way from one version of a contract to another.</summary>
internal static class VersionPaths
{
    /// <summary>From each version that leads to another one, the path with the fewest steps; among those of equal length, the one whose first step goes furthest.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="version">The version to which the paths lead.</param>
    /// <param name="steps">All steps there are.</param>
    public static Dictionary<int, IReadOnlyList<VersionStep>> Towards(string contract, int version, IReadOnlyCollection<VersionStep> steps)
    {
        var paths = new Dictionary<int, IReadOnlyList<VersionStep>>();
        var reached = new Queue<int>([version]);

        // Breadth first, backwards from the end: the first path that is found is the shortest.
        while (reached.TryDequeue(out var next))
        {
            var rest = paths.GetValueOrDefault(next, []);

            foreach (var step in steps.Where(step => step.Contract == contract && step.To == next && step.From != version).OrderBy(step => step.From))
            {
                if (paths.TryAdd(step.From, [step, .. rest]))
                    reached.Enqueue(step.From);
            }
        }

        return paths;
    }
}
