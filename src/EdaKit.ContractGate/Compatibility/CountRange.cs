using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>How many characters, items or members there are.</summary>
internal sealed class CountRange
{
    /// <summary>The range that facts leave.</summary>
    public CountRange(IEnumerable<Fact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.Assertion is not CountAssertion count)
                continue;

            switch (count.IsUpper, fact.Holds)
            {
                case (true, true): AtMost(count.Count); break;
                case (true, false): AtLeast(count.Count == long.MaxValue ? long.MaxValue : count.Count + 1); break;
                case (false, true): AtLeast(count.Count); break;
                case (false, false): AtMost(count.Count - 1); break;
            }
        }
    }

    public long Least { get; private set; }

    public long Most { get; private set; } = long.MaxValue;

    public bool IsEmpty => Least > Most;

    public void AtLeast(long count) => Least = Math.Max(Least, count);

    public void AtMost(long count) => Most = Math.Min(Most, count);
}
