using EdaKit.ContractGate.Services;

namespace EdaKit.ContractGate.Choreography;

/// <summary>Which contract leads to which, through services that nobody coordinates.</summary>
internal sealed class ReactionGraph
{
    /// <summary>
    /// How many steps a search takes at most. Graphs of services have some dozens of contracts; one in which everything leads to everything has more ways than
    /// anybody can follow, and what was found by then is long enough.
    /// </summary>
    private const int MostLooks = 100_000;

    private readonly ILookup<string, Reaction> _byCause;

    /// <param name="reactions">The reactions.</param>
    public ReactionGraph(IEnumerable<Reaction> reactions)
    {
        Reactions = [.. reactions.Distinct().OrderBy(one => one.Cause, StringComparer.Ordinal).ThenBy(one => one.Service, StringComparer.Ordinal)
            .ThenBy(one => one.Effect, StringComparer.Ordinal)];
        _byCause = Reactions.ToLookup(one => one.Cause, StringComparer.Ordinal);
    }

    /// <summary>The reactions, by what causes them.</summary>
    public IReadOnlyList<Reaction> Reactions { get; }

    /// <summary>Of each flow, from what nobody's reaction publishes, the longest chain. A circle is followed once round.</summary>
    public IEnumerable<IReadOnlyList<Reaction>> LongestChains() => Beginnings().Select(LongestFrom).Where(chain => chain.Count > 0);

    /// <summary>The contracts after which several services go on, with what they publish then.</summary>
    public IEnumerable<IGrouping<string, Reaction>> Branches() => _byCause.Where(after => after.Select(one => one.Service).Distinct(StringComparer.Ordinal).Skip(1).Any());

    /// <summary>The reactions of services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="contractOf">The contract of a type; null where it has none.</param>
    /// <remarks>
    /// What a saga sends because it received something is no reaction, so that no chain leads through one. A consumer that answers a saga's command is none
    /// either: the saga waits for the answer, and sees to it when none comes.
    /// </remarks>
    public static ReactionGraph Of(IReadOnlyList<ServiceUse> services, Func<string, string?> contractOf) => new(
        from service in services
        from reaction in service.Reactions
        where !services.Any(saga => saga.SagaSends.Contains(reaction.Received) && saga.SagaReceives.Contains(reaction.Sent))
        let cause = contractOf(reaction.Received)
        let effect = contractOf(reaction.Sent)
        where cause is not null && effect is not null && cause != effect
        select new Reaction(cause, service.Service, effect));

    /// <summary>What nobody's reaction publishes; and of circles into which nothing leads, the first contract.</summary>
    private List<string> Beginnings()
    {
        var effects = Reactions.Select(one => one.Effect).ToHashSet(StringComparer.Ordinal);
        var causes = _byCause.Select(after => after.Key).ToList();
        var beginnings = causes.Where(cause => !effects.Contains(cause)).ToList();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        beginnings.ForEach(Reach);

        foreach (var cause in causes.Where(cause => !reached.Contains(cause)))
        {
            beginnings.Add(cause);
            Reach(cause);
        }

        return beginnings;

        void Reach(string contract)
        {
            if (!reached.Add(contract))
                return;

            foreach (var reaction in _byCause[contract])
                Reach(reaction.Effect);
        }
    }

    private IReadOnlyList<Reaction> LongestFrom(string beginning)
    {
        var longest = new List<Reaction>();
        var chain = new List<Reaction>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { beginning };
        var looks = 0;

        Follow(beginning);
        return longest;

        void Follow(string contract)
        {
            foreach (var reaction in _byCause[contract])
            {
                if (++looks > MostLooks || !seen.Add(reaction.Effect))
                    continue;

                chain.Add(reaction);
                if (chain.Count > longest.Count)
                    longest = [.. chain];

                Follow(reaction.Effect);
                chain.RemoveAt(chain.Count - 1);
                seen.Remove(reaction.Effect);
            }
        }
    }
}
