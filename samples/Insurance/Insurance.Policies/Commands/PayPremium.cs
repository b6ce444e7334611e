using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>An instalment is paid.</summary>
public sealed record PayPremium(int Instalment, Money Amount, DateOnly PaidOn) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        if (Rules.Running(policy, today) is { } refusal)
            return refusal;
        if (policy.NextUnpaid is not { Instalment: var next })
            return new Refusal("all-paid", "Every instalment is paid.");

        return Refusal.Unless(Instalment == next.Number, "not-the-next",
            $"The next instalment to pay is '{next.Number}', due on {next.DueOn:O}, and not '{Instalment}'.")
            ?? Refusal.Unless(Amount == next.Amount, "wrong-amount", $"Instalment '{next.Number}' is {next.Amount}, and {Amount} was paid.")
            ?? Refusal.Unless(PaidOn <= today, "paid-in-the-future", $"{PaidOn:O} is still to come.")
            ?? (IsLastOwed(policy, next)
                ? Decision.Accept(new PremiumPaid(Instalment, Amount, PaidOn), new CoverRestored(today.AddDays(1)))
                : Decision.Accept(new PremiumPaid(Instalment, Amount, PaidOn)));

        // Cover comes back with the day after: nobody pays on hearing of a loss.
        bool IsLastOwed(Policy suspended, Instalment paid) => suspended.Stage == PolicyStage.Suspended
            && !suspended.Instalments.Any(owed => owed.PaidOn is null && owed.Instalment.DueOn <= today && owed.Instalment.Number != paid.Number);
    }
}
