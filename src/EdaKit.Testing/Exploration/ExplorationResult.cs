using System.Text;

namespace EdaKit.Testing.Exploration;

/// <summary>What a search found.</summary>
/// <param name="States">How many states it has seen.</param>
/// <param name="Transitions">How many times it had the machine or a participant handle a message.</param>
/// <param name="IsComplete">Whether it has seen every run that the budget allows. False: something did not hold, which ends the search, or the number of states ran out.</param>
/// <param name="Ends">How often runs ended in which state.</param>
/// <param name="Violation">What did not hold, or null where everything did.</param>
/// <param name="Steps">The shortest run that led there.</param>
public sealed record ExplorationResult(int States, long Transitions, bool IsComplete, IReadOnlyDictionary<string, int> Ends, string? Violation, IReadOnlyList<string> Steps)
{
    /// <summary>Whether the search was complete and everything held.</summary>
    public bool Holds => IsComplete && Violation is null;

    /// <summary>The result for people: the counterexample step by step, or the numbers.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(Violation is null && IsComplete ? "Everything held."
            : Violation is null ? "Nothing was found, but the search is not complete: raise ExplorationBudget.States, or lower the other budgets."
            : $"It does not hold: {Violation.TrimEnd('.')}. The shortest run that leads there has {Steps.Count} steps:");

        foreach (var (step, number) in Steps.Select((step, index) => (step, index + 1)))
            text.AppendLine($"  {number}. {step}");

        return text.Append($"{States} states, {Transitions} transitions; ends: {string.Join(", ", Ends.OrderBy(end => end.Key).Select(end => $"{end.Key} {end.Value}"))}").ToString();
    }
}
