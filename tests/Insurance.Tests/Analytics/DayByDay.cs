using System.Text.Json;
using Insurance.Analytics.Asking;
using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using Insurance.Tests.Support;

namespace Insurance.Tests.Analytics;

/// <summary>The same figures, made the slow way: out of the tests' own log, by walking through every day of every policy.</summary>
internal sealed class DayByDay
{
    private readonly Dictionary<(string Region, string Cover, DateOnly Month), (int Days, decimal Earned, decimal Written)> _premiums = [];
    private readonly Dictionary<(string Cover, DateOnly Month), (decimal Paid, decimal Refunded)> _payments = [];
    private readonly Dictionary<DateOnly, (int Begun, int Ended, int Renewed, int Cancelled)> _terms = [];
    private readonly List<(string Peril, string Region, DateOnly Month, bool IsOpen, decimal Incurred, decimal Paid)> _claims = [];
    private readonly Dictionary<(int Year, int Age), decimal> _development = [];
    private readonly DateOnly _from;
    private readonly DateOnly _until;

    private DayByDay(DateOnly from, DateOnly until) => (_from, _until) = (from, until);

    public static DayByDay Of(IEnumerable<IReadOnlyList<LoggedEvent>> logs, DateOnly from, DateOnly until)
    {
        var figures = new DayByDay(from, until);
        foreach (var log in logs.Where(log => log.Count > 0))
            figures.Add(log, PolicyHistory.Replay(log.Select(logged => logged.Event))!);
        return figures;
    }

    public IReadOnlyList<LossRatio> LossRatios() =>
    [
        .. from month in _premiums.Where(line => line.Value.Days != 0).Select(line => (line.Key.Region, line.Key.Month)).Union(_claims.Select(claim => (claim.Region, claim.Month)))
           let claims = _claims.Where(claim => (claim.Region, claim.Month) == month).ToList()
           where IsAsked(month.Month)
           orderby month.Region.ToString(), month.Month
           select new LossRatio(month.Region, month.Month, Cents(Premiums(month.Region, month.Month).Sum(line => line.Earned)), claims.Count, claims.Sum(claim => claim.Incurred)),
    ];

    public IReadOnlyList<PremiumOfMonth> PremiumsByCover() =>
    [
        .. from key in _premiums.Keys.Select(line => (line.Cover, line.Month)).Union(_payments.Keys)
           let sold = _premiums.Where(line => (line.Key.Cover, line.Key.Month) == key).Select(line => line.Value).ToList()
           let paid = _payments.GetValueOrDefault(key)
           let row = new PremiumOfMonth(key.Cover, key.Month, Cents(sold.Sum(line => line.Written)), Cents(sold.Sum(line => line.Earned)), paid.Paid, paid.Refunded)
           where IsAsked(key.Month) && (row.Written, row.Earned, row.Paid, row.Refunded) != (0, 0, 0, 0)
           orderby key.Cover, key.Month
           select row,
    ];

    public IReadOnlyList<ClaimsOfPeril> Claims() =>
    [
        .. from claim in _claims
           where IsAsked(claim.Month)
           group claim by (claim.Peril, claim.Region) into some
           orderby some.Key.Peril, some.Key.Region
           select new ClaimsOfPeril(some.Key.Peril, some.Key.Region, some.Count(), some.Count(claim => claim.IsOpen), some.Sum(claim => claim.Incurred), some.Sum(claim => claim.Paid)),
    ];

    public IReadOnlyList<RegionFigures> Regions() =>
    [
        .. from region in _premiums.Keys.Select(line => line.Region).Union(_claims.Select(claim => claim.Region))
           let sold = _premiums.Where(line => line.Key.Region == region && IsAsked(line.Key.Month)).Select(line => line.Value).ToList()
           let claims = _claims.Where(claim => claim.Region == region && IsAsked(claim.Month)).ToList()
           where sold.Sum(line => line.Days) != 0 || claims.Count > 0
           orderby sold.Sum(line => line.Earned) descending, region
           select new RegionFigures(region, sold.Sum(line => line.Days), Cents(sold.Sum(line => line.Earned)), claims.Count, claims.Sum(claim => claim.Incurred)),
    ];

    public IReadOnlyList<Retention> Retention() =>
    [
        .. from month in _terms
           where IsAsked(month.Key)
           orderby month.Key
           select new Retention(month.Key, month.Value.Begun, month.Value.Ended, month.Value.Renewed, month.Value.Cancelled),
    ];

    public IReadOnlyList<ClaimDevelopment> Development() =>
        [.. _development.OrderBy(line => line.Key).Select(line => new ClaimDevelopment(line.Key.Year, line.Key.Age, line.Value))];

    private IEnumerable<(int Days, decimal Earned, decimal Written)> Premiums(string region, DateOnly month) =>
        _premiums.Where(line => (line.Key.Region, line.Key.Month) == (region, month)).Select(line => line.Value);

    private bool IsAsked(DateOnly month) => month >= _from && month <= _until;

    private void Add(IReadOnlyList<LoggedEvent> log, Policy policy)
    {
        foreach (var term in policy.Terms)
            AddDays(policy, term);
        foreach (var owed in policy.Instalments.Where(owed => owed.PaidOn is not null))
            AddPayment(policy, owed.PaidOn!.Value, owed.Instalment.Amount.Amount, 0);
        foreach (var cancelled in log.Select(logged => logged.Event).OfType<PolicyCancelled>())
            AddPayment(policy, cancelled.EffectiveOn, 0, cancelled.Refund.Amount);

        foreach (var claim in policy.Claims)
            _claims.Add((Text(claim.Peril), RegionOn(policy, claim.LossOn), First(claim.LossOn), claim.SettledOn is null, claim.Reserve.Amount, claim.Paid.Amount));
        foreach (var paid in log.Select(logged => logged.Event).OfType<ClaimPaymentMade>())
        {
            var loss = policy.FindClaim(paid.Claim)!.LossOn;
            var key = (loss.Year, (paid.PaidOn.Year - loss.Year) * 12 + paid.PaidOn.Month - loss.Month);
            if (IsAsked(First(loss)))
                _development[key] = _development.GetValueOrDefault(key) + paid.Amount.Amount;
        }
    }

    private void AddDays(Policy policy, Term term)
    {
        var yesterday = ((string Region, string Cover, decimal PerDay)?)null;
        var covered = 0;

        for (var day = term.From; day < term.Until && (policy.EndsOn is null || day < policy.EndsOn); day = day.AddDays(1), covered++)
        {
            var price = PriceOn(policy, term, day);
            var rest = term.Until.DayNumber - day.DayNumber;
            AddPremium(price, day, 1, price.PerDay, 0);
            if (yesterday is null)
                AddPremium(price, day, 0, 0, price.PerDay * rest);
            else if (yesterday != price)
            {
                AddPremium(yesterday.Value, day, 0, 0, -yesterday.Value.PerDay * rest);
                AddPremium(price, day, 0, 0, price.PerDay * rest);
            }

            yesterday = price;
        }

        if (covered == 0)
            return;
        var isWhole = covered == term.Until.DayNumber - term.From.DayNumber;
        if (!isWhole)
            AddPremium(yesterday!.Value, policy.EndsOn!.Value, 0, 0, -yesterday.Value.PerDay * (term.Until.DayNumber - policy.EndsOn.Value.DayNumber));

        Count(term.From, 1, 0, 0, 0);
        if (isWhole)
            Count(term.Until, 0, 1, policy.Terms.Any(next => next.From == term.Until && (policy.EndsOn is null || policy.EndsOn > next.From)) ? 1 : 0, 0);
        if (policy.EndsOn is { } end && term.Contains(end))
            Count(end, 0, 0, 0, 1);
    }

    private void AddPremium((string Region, string Cover, decimal PerDay) price, DateOnly day, int days, decimal earned, decimal written)
    {
        var (key, line) = ((price.Region, price.Cover, First(day)), _premiums.GetValueOrDefault((price.Region, price.Cover, First(day))));
        _premiums[key] = (line.Days + days, line.Earned + earned, line.Written + written);
    }

    private void AddPayment(Policy policy, DateOnly day, decimal paid, decimal refunded)
    {
        var (key, line) = ((Text(policy.RiskOn(day).Risk.Cover.Kind), First(day)), _payments.GetValueOrDefault((Text(policy.RiskOn(day).Risk.Cover.Kind), First(day))));
        _payments[key] = (line.Paid + paid, line.Refunded + refunded);
    }

    private void Count(DateOnly day, int begun, int ended, int renewed, int cancelled)
    {
        var line = _terms.GetValueOrDefault(First(day));
        _terms[First(day)] = (line.Begun + begun, line.Ended + ended, line.Renewed + renewed, line.Cancelled + cancelled);
    }

    private static (string Region, string Cover, decimal PerDay) PriceOn(Policy policy, Term term, DateOnly day)
    {
        var days = term.Until.DayNumber - term.From.DayNumber;
        return (RegionOn(policy, day), Text(policy.RiskOn(day).Risk.Cover.Kind), Math.Round(policy.RiskOn(day).AnnualPremium.Amount / days, 6, MidpointRounding.AwayFromZero));
    }

    private static string RegionOn(Policy policy, DateOnly day) => policy.RiskOn(day).Risk.Address.Region;

    private static string Text<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
