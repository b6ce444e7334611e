using Insurance.Policies.Events;
using Insurance.Policies.Pricing;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Asks what it would cost.</summary>
public sealed record QuotePolicy(string Holder, Risk Risk, DateOnly StartsOn) : PolicyCommand
{
    private const int DaysValid = 30;
    private const int DaysAhead = 90;
    private const decimal HighestPrice = 250_000;

    public override Decision Begin(Guid id, DateOnly today) =>
        Refusal.Unless(!string.IsNullOrWhiteSpace(Holder), "no-holder", "Say who takes out the policy.")
        ?? Refusal.Unless(StartsOn >= today && StartsOn <= today.AddDays(DaysAhead), "start",
            $"A policy can start from {today:O} to {today.AddDays(DaysAhead):O}, and not on {StartsOn:O}.")
        ?? Refusal.Unless(IsCurrency(Risk.Vehicle.Price.Currency), "currency",
            $"'{Risk.Vehicle.Price.Currency}' is no currency. Give its three capital letters, such as 'EUR'.")
        ?? Refusal.Unless(Risk.Vehicle.Price.Amount is > 0 and <= HighestPrice, "price",
            $"A vehicle of {Risk.Vehicle.Price} is not insured; up to {HighestPrice:N0} is.")
        ?? Rules.Insurable(Risk, StartsOn)
        ?? Decision.Accept(new PolicyQuoted(id, Holder, Risk, Tariff.AnnualPremium(Risk, StartsOn), StartsOn, today.AddDays(DaysValid)));

    public override Decision Decide(Policy policy, DateOnly today) =>
        new Refusal("quoted-already", $"There is a policy '{policy.Id}' already. Make a new id for each quote.");

    private static bool IsCurrency(string currency) => currency.Length == 3 && currency.All(char.IsAsciiLetterUpper);
}
