using Insurance.Policies;

namespace Insurance.Analytics.Figures;

/// <summary>Counts terms: begun, run to their end, renewed, cancelled.</summary>
internal static class TermSums
{
    public static Sums<MonthlyKey, TermFigures> Of(Policy policy)
    {
        var sums = new Sums<MonthlyKey, TermFigures>();
        var terms = policy.Terms.Where(term => policy.EndsOn is not { } end || end > term.From).ToList();

        foreach (var (i, term) in terms.Index())
        {
            sums.Add(KeyOf(policy, term.From), new(Begun: 1, 0, 0, 0));

            if (policy.EndsOn is not { } end || end >= term.Until)
                sums.Add(MonthlyKey.Of(term.Until, Place.On(policy, term.Until.AddDays(-1))), new(0, Ended: 1, Renewed: i + 1 < terms.Count ? 1 : 0, 0));
        }

        if (policy.EndsOn is { } cancelled)
            sums.Add(KeyOf(policy, cancelled), new(0, 0, 0, Cancelled: 1));
        return sums;
    }

    private static MonthlyKey KeyOf(Policy policy, DateOnly day) => MonthlyKey.Of(day, Place.On(policy, day));
}
