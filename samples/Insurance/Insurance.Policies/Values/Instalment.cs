namespace Insurance.Policies.Values;

/// <summary>A part of the premium.</summary>
/// <param name="Number">Counts through the whole life of the policy, from 1.</param>
/// <param name="DueOn">The day by which it is to be paid.</param>
/// <param name="Amount">How much.</param>
public sealed record Instalment(int Number, DateOnly DueOn, Money Amount)
{
    /// <summary>The instalments of a year that begins on a day.</summary>
    public static IReadOnlyList<Instalment> Plan(int firstNumber, DateOnly from, Money annualPremium, PaymentPlan plan)
    {
        var months = plan == PaymentPlan.Monthly ? 1 : 12;
        return [.. annualPremium.Split(12 / months).Select((amount, i) => new Instalment(firstNumber + i, from.AddMonths(i * months), amount))];
    }
}
