using Insurance.Policies;

namespace Insurance.Analytics.Figures;

/// <summary>Adds up the instalments that are paid.</summary>
internal static class PaymentSums
{
    public static Sums<MonthlyKey, PaymentFigures> Of(Policy policy)
    {
        var sums = new Sums<MonthlyKey, PaymentFigures>();
        foreach (var owed in policy.Instalments)
        {
            if (owed.PaidOn is { } day)
                sums.Add(MonthlyKey.Of(day, Place.On(policy, day)), new(Euros.In(owed.Instalment.Amount), 0));
        }

        return sums;
    }
}
