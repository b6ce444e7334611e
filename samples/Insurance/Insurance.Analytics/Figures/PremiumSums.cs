using Insurance.Policies;

namespace Insurance.Analytics.Figures;

/// <summary>
/// Spreads premiums over the days that they are for. A day costs a part of its year's premium, rounded to a millionth of a euro: sums are exact then,
/// and the same in any order.
/// </summary>
internal static class PremiumSums
{
    private const int Digits = 6;

    public static Sums<MonthlyKey, PremiumFigures> Of(Policy policy)
    {
        var sums = new Sums<MonthlyKey, PremiumFigures>();
        foreach (var term in policy.Terms)
            AddTerm(sums, policy, term);
        return sums;
    }

    private static void AddTerm(Sums<MonthlyKey, PremiumFigures> sums, Policy policy, Term term)
    {
        // 1. The term ends with the policy. Where that is before it begins, nothing of it was ever insured.
        var end = policy.EndsOn is { } cancelled && cancelled < term.Until ? cancelled : term.Until;
        if (end <= term.From)
            return;

        // 2. From each change on another price holds. It is sold until the end of the term, in place of the one before.
        List<DateOnly> changes = [term.From, .. policy.Periods.Select(period => period.From).Where(day => day > term.From && day < end)];
        (Place Place, decimal PerDay)? before = null;
        foreach (var (i, from) in changes.Index())
        {
            var price = PriceOn(policy, term, from);
            Write(sums, from, price, term.Until.DayNumber - from.DayNumber);
            if (before is { } replaced)
                Write(sums, from, replaced, from.DayNumber - term.Until.DayNumber);

            Earn(sums, price, from, i + 1 < changes.Count ? changes[i + 1] : end);
            before = price;
        }

        // 3. What was sold for days after the policy's end is taken off.
        Write(sums, end, before!.Value, end.DayNumber - term.Until.DayNumber);
    }

    private static (Place Place, decimal PerDay) PriceOn(Policy policy, Term term, DateOnly day)
    {
        var perDay = Euros.In(policy.RiskOn(day).AnnualPremium) / (term.Until.DayNumber - term.From.DayNumber);
        return (Place.On(policy, day), decimal.Round(perDay, Digits, MidpointRounding.AwayFromZero));
    }

    private static void Write(Sums<MonthlyKey, PremiumFigures> sums, DateOnly day, (Place Place, decimal PerDay) price, int days)
    {
        if (days != 0)
            sums.Add(MonthlyKey.Of(day, price.Place), new(0, 0, price.PerDay * days));
    }

    private static void Earn(Sums<MonthlyKey, PremiumFigures> sums, (Place Place, decimal PerDay) price, DateOnly from, DateOnly until)
    {
        while (from < until)
        {
            var nextMonth = MonthlyKey.FirstOf(from).AddMonths(1);
            var end = nextMonth < until ? nextMonth : until;
            var days = end.DayNumber - from.DayNumber;
            sums.Add(MonthlyKey.Of(from, price.Place), new(days, price.PerDay * days, 0));
            from = end;
        }
    }
}
