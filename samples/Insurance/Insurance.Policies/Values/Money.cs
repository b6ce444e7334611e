using System.Globalization;

namespace Insurance.Policies.Values;

/// <summary>An amount in a currency, to the cent.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">The currency by its three letters, such as <c>EUR</c>.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    public static Money Euros(decimal amount) => new(amount, "EUR");

    public static Money operator +(Money left, Money right) => new(left.Amount + right.In(left.Currency), left.Currency);

    public static Money operator -(Money left, Money right) => new(left.Amount - right.In(left.Currency), left.Currency);

    public static Money operator *(Money money, decimal factor) => new(decimal.Round(money.Amount * factor, 2, MidpointRounding.ToEven), money.Currency);

    public static Money operator /(Money money, decimal parts) => new(decimal.Round(money.Amount / parts, 2, MidpointRounding.ToEven), money.Currency);

    public static bool operator <(Money left, Money right) => left.Amount < right.In(left.Currency);

    public static bool operator >(Money left, Money right) => left.Amount > right.In(left.Currency);

    public static bool operator <=(Money left, Money right) => !(left > right);

    public static bool operator >=(Money left, Money right) => !(left < right);

    /// <summary>Equal parts, of which the last one takes what cannot be divided.</summary>
    public IReadOnlyList<Money> Split(int parts)
    {
        var part = this * (1m / parts);
        return [.. Enumerable.Repeat(part, parts - 1), this - new Money(part.Amount * (parts - 1), Currency)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:N2} {Currency}");

    private decimal In(string currency) =>
        Currency == currency ? Amount : throw new InvalidOperationException($"'{this}' is not in '{currency}'. Exchange it first; a policy has one currency.");
}
