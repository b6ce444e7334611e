using Insurance.Analytics.Asking;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>
/// The questions of <see cref="AnalyticsReader"/>, asked of the tables: from the day <c>$1</c> on, and before the day <c>$2</c>. Each is what was quickest of
/// the ways that PostgreSQL has, with a million events: looked at with <c>explain analyze</c>, and not the first that came to mind.
/// </summary>
internal static class RelationalQueries
{
    /// <summary>What was insured without a change: from one day until another one, in a region, at a price for a day.</summary>
    private const string StretchesOfRegions = $"""
        {Covered},
        stretches as (
            select town.region_id as place_id, {Stretch}
            from covered join relational.risk_periods period on {IsInsured}
            join relational.addresses address on address.id = period.address_id
            join relational.towns town on town.id = address.town_id)
        """;

    /// <summary>The same by kind of cover.</summary>
    private const string StretchesOfCovers = $"""
        {Covered},
        stretches as (select period.cover_id as place_id, {Stretch} from covered join relational.risk_periods period on {IsInsured})
        """;

    private const string Covered = """
        covered as (
            select term.policy_id, term.begins_on, least(term.ends_on, cancelled.effective_on) as ends_on, term.ends_on as sold_until, term.ends_on - term.begins_on as days
            from relational.terms term left join relational.cancellations cancelled using (policy_id)
            where term.begins_on < $2 and term.ends_on > $1 and (cancelled.effective_on is null or cancelled.effective_on > term.begins_on))
        """;

    private const string Stretch = """
        greatest(covered.begins_on, period.valid_from) as begins_on, least(covered.ends_on, period.valid_until) as ends_on, covered.sold_until,
            round(period.annual_premium / covered.days, 6) as per_day
        """;

    private const string IsInsured = """
        period.policy_id = covered.policy_id and period.valid_from < covered.ends_on and period.valid_until > covered.begins_on
                and period.valid_from < $2 and period.valid_until >= $1
        """;

    /// <summary>What is earned in each month of a stretch.</summary>
    private const string Earning = """
        earning as (
            select stretch.place_id, month::date as month,
                sum((least(stretch.ends_on, (month + interval '1 month')::date) - greatest(stretch.begins_on, month::date)) * stretch.per_day) as earned
            from stretches stretch cross join lateral generate_series(
                date_trunc('month', greatest(stretch.begins_on, $1)::timestamp), least(stretch.ends_on, $2)::timestamp - interval '1 day', interval '1 month') month
            where stretch.ends_on > $1 and stretch.begins_on < $2
            group by stretch.place_id, month)
        """;

    private const string Losses = """
        losses as (
            select claim.policy_id, claim.loss_on, claim.peril_id, claim.reserve, claim.settled_on, claim.number, town.region_id
            from relational.claims claim
            join relational.risk_periods period on period.policy_id = claim.policy_id and period.valid_from <= claim.loss_on and period.valid_until > claim.loss_on
            join relational.addresses address on address.id = period.address_id
            join relational.towns town on town.id = address.town_id
            where claim.loss_on >= $1 and claim.loss_on < $2)
        """;

    private const string LossRatiosSql = $"""
        with {StretchesOfRegions}, {Earning}, {Losses},
        losing as (
            select region_id as place_id, date_trunc('month', loss_on::timestamp)::date as month, count(*) as claims, sum(reserve) as incurred from losses group by 1, 2)
        select region.name, month, round(coalesce(earned, 0), 2), coalesce(claims, 0), coalesce(incurred, 0)
        from earning full join losing using (place_id, month) join relational.regions region on region.id = place_id
        order by region.name, month
        """;

    private const string PremiumsSql = $"""
        with {StretchesOfCovers}, {Earning},
        writing as (
            select place_id, date_trunc('month', day::timestamp)::date as month, sum(amount) as written
            from stretches, lateral (values (begins_on, per_day * (sold_until - begins_on)), (ends_on, -per_day * (sold_until - ends_on))) as sold (day, amount)
            where day >= $1 and day < $2 group by 1, 2),
        paying as (
            select period.cover_id as place_id, date_trunc('month', flow.day::timestamp)::date as month, sum(flow.paid) as paid, sum(flow.refunded) as refunded
            from (
                select policy_id, paid_on as day, amount as paid, 0 as refunded from relational.premium_payments where paid_on >= $1 and paid_on < $2
                union all
                select policy_id, effective_on, 0, refund from relational.cancellations where effective_on >= $1 and effective_on < $2) flow
            join relational.risk_periods period on period.policy_id = flow.policy_id and period.valid_from <= flow.day and period.valid_until > flow.day
            group by 1, 2)
        select cover.name, month, round(coalesce(written, 0), 2), round(coalesce(earned, 0), 2), coalesce(paid, 0), coalesce(refunded, 0)
        from writing full join earning using (place_id, month) full join paying using (place_id, month) join relational.covers cover on cover.id = place_id
        where coalesce(written, 0) <> 0 or coalesce(earned, 0) <> 0 or coalesce(paid, 0) <> 0 or coalesce(refunded, 0) <> 0
        order by cover.name, month
        """;

    private const string ClaimsSql = $"""
        with {Losses}
        select peril.name, region.name, count(*), count(*) filter (where settled_on is null), sum(reserve), coalesce(sum(paid), 0)
        from losses
        cross join lateral (
            select sum(amount) as paid from relational.claim_payments payment where payment.policy_id = losses.policy_id and payment.claim = losses.number) paying
        join relational.perils peril on peril.id = losses.peril_id
        join relational.regions region on region.id = losses.region_id
        group by peril.name, region.name order by peril.name, region.name
        """;

    private const string RegionsSql = $"""
        with {StretchesOfRegions}, {Losses},
        earning as (
            select place_id, sum(days) as days, sum(days * per_day) as earned
            from (select place_id, per_day, least(ends_on, $2) - greatest(begins_on, $1) as days from stretches where ends_on > $1 and begins_on < $2) insured
            group by place_id),
        losing as (select region_id as place_id, count(*) as claims, sum(reserve) as incurred from losses group by region_id)
        select region.name, coalesce(days, 0)::bigint, round(coalesce(earned, 0), 2), coalesce(claims, 0), coalesce(incurred, 0)
        from earning full join losing using (place_id) join relational.regions region on region.id = place_id
        order by coalesce(earned, 0) desc, region.name
        """;

    private const string RetentionSql = """
        with happened as (
            select date_trunc('month', day::timestamp)::date as month, begun, ended, renewed, cancelled
            from (
                select begins_on as day, 1 as begun, 0 as ended, 0 as renewed, 0 as cancelled
                from relational.terms term left join relational.cancellations cancelled using (policy_id)
                where term.begins_on >= $1 and term.begins_on < $2 and (cancelled.effective_on is null or cancelled.effective_on > term.begins_on)
                union all
                select term.ends_on, 0, 1, case when following.policy_id is null then 0 else 1 end, 0
                from relational.terms term left join relational.cancellations cancelled using (policy_id)
                left join relational.terms following on following.policy_id = term.policy_id and following.begins_on = term.ends_on
                    and (cancelled.effective_on is null or cancelled.effective_on > following.begins_on)
                where term.ends_on >= $1 and term.ends_on < $2 and (cancelled.effective_on is null or cancelled.effective_on >= term.ends_on)
                union all
                select effective_on, 0, 0, 0, 1 from relational.cancellations where effective_on >= $1 and effective_on < $2) each)
        select month, sum(begun), sum(ended), sum(renewed), sum(cancelled) from happened group by month order by month
        """;

    private const string DevelopmentSql = """
        select extract(year from claim.loss_on)::integer,
            (extract(year from payment.paid_on) - extract(year from claim.loss_on))::integer * 12
                + (extract(month from payment.paid_on) - extract(month from claim.loss_on))::integer, sum(payment.amount)
        from relational.claims claim join relational.claim_payments payment on payment.policy_id = claim.policy_id and payment.claim = claim.number
        where claim.loss_on >= $1 and claim.loss_on < $2
        group by 1, 2 having sum(payment.amount) <> 0 order by 1, 2
        """;

    public static readonly RelationalQuery<LossRatio> LossRatios = new(LossRatiosSql,
        row => new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetDecimal(2), row.GetInt64(3), row.GetDecimal(4)));

    public static readonly RelationalQuery<PremiumOfMonth> Premiums = new(PremiumsSql,
        row => new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetDecimal(2), row.GetDecimal(3), row.GetDecimal(4), row.GetDecimal(5)));

    public static readonly RelationalQuery<ClaimsOfPeril> Claims = new(ClaimsSql,
        row => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetDecimal(4), row.GetDecimal(5)));

    public static readonly RelationalQuery<RegionFigures> Regions = new(RegionsSql,
        row => new(row.GetString(0), row.GetInt64(1), row.GetDecimal(2), row.GetInt64(3), row.GetDecimal(4)));

    public static readonly RelationalQuery<Retention> Retention = new(RetentionSql,
        row => new(row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

    public static readonly RelationalQuery<ClaimDevelopment> Development = new(DevelopmentSql,
        row => new(row.GetInt32(0), row.GetInt32(1), row.GetDecimal(2)));
}
