using System.Security.Cryptography;
using System.Text;
using Insurance.Policies;
using Insurance.Policies.Values;
using static EdaKit.Benchmarks.Insurance.Relational.RelationalTables;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>The rows that a policy has.</summary>
internal static class RelationalRows
{
    public static IEnumerable<RelationalRow> Of(PolicyFile file, KnownNames names)
    {
        var policy = file.Policy;
        var (first, holder, vehicle) = (policy.Periods[0].Risk, IdOf(policy, "holder"), IdOf(policy, "vehicle"));

        return
        [
            new(Persons, holder, policy.Holder, null),
            new(Vehicles, vehicle, first.Vehicle.Registration, names.Model(first.Vehicle.Model), first.Vehicle.Price.Amount),
            new(Policies, policy.Id, policy.Number, holder, vehicle, policy.Stage.ToString(), policy.StartsOn, policy.QuoteValidUntil, policy.Plan == PaymentPlan.Monthly),
            .. Decided(policy),
            .. policy.EndsOn is { } end ? [new RelationalRow(Cancellations, policy.Id, end, policy.Reason, file.Refund)] : Array.Empty<RelationalRow>(),
            .. policy.Terms.Select(term => new RelationalRow(Terms, policy.Id, term.From, term.Until)),
            .. policy.Periods.SelectMany((period, i) => Insured(policy, period, i, names)),
            .. policy.Suspensions.DistinctBy(suspension => suspension.From).Select(suspension => new RelationalRow(Suspensions, policy.Id, suspension.From, suspension.Until)),
            .. policy.Instalments.Select(owed => new RelationalRow(Instalments, policy.Id, owed.Instalment.Number, owed.Instalment.DueOn, owed.Instalment.Amount.Amount)),
            .. policy.Instalments.Where(owed => owed.PaidOn is not null)
                .Select(owed => new RelationalRow(Payments, policy.Id, owed.Instalment.Number, owed.PaidOn, owed.Instalment.Amount.Amount)),
            .. policy.Claims.Select(claim => new RelationalRow(Claims,
                policy.Id, claim.Number, claim.LossOn, claim.ReportedOn, names.Peril(claim.Peril), claim.Description, claim.Reserve.Amount, claim.SettledOn)),
            .. file.Reserves.Select((reserve, i) => new RelationalRow(Reserves, policy.Id, reserve.Claim, i + 1, reserve.SetAt, reserve.Reserve)),
            .. file.ClaimPayments.Select((paid, i) => new RelationalRow(ClaimPayments, policy.Id, paid.Claim, i + 1, paid.PaidOn, paid.Amount)),
        ];
    }

    private static IEnumerable<RelationalRow> Decided(Policy policy) => policy.Stage == PolicyStage.Quoted
        ? []
        : [new(Underwritings, policy.Id, policy.Stage != PolicyStage.Declined, policy.Loading, policy.Stage == PolicyStage.Declined ? policy.Reason : null)];

    /// <summary>What is insured from a day on until another one. What holds first also holds for the days before: it is what will be insured.</summary>
    private static IEnumerable<RelationalRow> Insured(Policy policy, RiskPeriod period, int i, KnownNames names)
    {
        var (from, until) = (i == 0 ? DateOnly.MinValue : period.From, i + 1 < policy.Periods.Count ? policy.Periods[i + 1].From : DateOnly.MaxValue);
        var (risk, address) = (period.Risk, IdOf(policy, $"{period.Risk.Address}"));

        yield return new(Addresses, address, risk.Address.Street, names.Town(risk.Address));
        yield return new(RiskPeriods, policy.Id, from, until, address, names.Cover(risk.Cover.Kind), risk.Cover.Excess.Amount, period.AnnualPremium.Amount);
        foreach (var driver in risk.Drivers)
        {
            yield return new(Persons, IdOf(policy, driver.Name), driver.Name, driver.Born);
            yield return new(RiskDrivers, policy.Id, from, IdOf(policy, driver.Name));
        }
    }

    /// <summary>An id that is the same whenever it is asked for. Nobody says that Ada of this policy is Ada of that one.</summary>
    private static Guid IdOf(Policy policy, string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{policy.Id} {what}")).AsSpan(0, 16));
}
