namespace Insurance.Analytics.Asking;

/// <summary>The questions that are asked every day.</summary>
internal static class BiQueries
{
    public static readonly BiQuery<LossRatio> LossRatios = new("""
        earning as (
            select region, month, sum(earned) as earned from premiums_then where month between $from and $until group by all having sum(days) <> 0),
        losing as (
            select region, loss_month as month, sum(opened) as claims, sum(incurred) as incurred from claims_then
            where loss_month between $from and $until group by all having sum(opened) <> 0)
        select region, month, round(coalesce(earned, 0), 2), coalesce(claims, 0)::bigint, coalesce(incurred, 0)
        from earning full join losing using (region, month) order by region, month
        """,
        row => new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetDecimal(2), row.GetInt64(3), row.GetDecimal(4)));

    public static readonly BiQuery<PremiumOfMonth> Premiums = new("""
        selling as (
            select cover, month, sum(written) as written, sum(earned) as earned from premiums_then where month between $from and $until group by all),
        paying as (
            select cover, month, sum(paid) as paid, sum(refunded) as refunded from payments_then where month between $from and $until group by all)
        select cover, month, round(coalesce(written, 0), 2), round(coalesce(earned, 0), 2), coalesce(paid, 0), coalesce(refunded, 0)
        from selling full join paying using (cover, month)
        where coalesce(written, 0) <> 0 or coalesce(earned, 0) <> 0 or coalesce(paid, 0) <> 0 or coalesce(refunded, 0) <> 0
        order by cover, month
        """,
        row => new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetDecimal(2), row.GetDecimal(3), row.GetDecimal(4), row.GetDecimal(5)));

    public static readonly BiQuery<ClaimsOfPeril> Claims = new("""
        losing as (from claims_then where loss_month between $from and $until)
        select peril, region, sum(opened)::bigint, sum(open)::bigint, sum(incurred), sum(paid)
        from losing group by peril, region having sum(opened) <> 0 order by peril, region
        """,
        row => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetDecimal(4), row.GetDecimal(5)));

    public static readonly BiQuery<RegionFigures> Regions = new("""
        earning as (
            select region, sum(days) as days, sum(earned) as earned from premiums_then where month between $from and $until group by all having sum(days) <> 0),
        losing as (
            select region, sum(opened) as claims, sum(incurred) as incurred from claims_then
            where loss_month between $from and $until group by all having sum(opened) <> 0)
        select region, coalesce(days, 0)::bigint, round(coalesce(earned, 0), 2), coalesce(claims, 0)::bigint, coalesce(incurred, 0)
        from earning full join losing using (region) order by coalesce(earned, 0) desc, region
        """,
        row => new(row.GetString(0), row.GetInt64(1), row.GetDecimal(2), row.GetInt64(3), row.GetDecimal(4)));

    public static readonly BiQuery<Retention> Retention = new("""
        counting as (from terms_then where month between $from and $until)
        select month, sum(begun)::bigint as b, sum(ended)::bigint as e, sum(renewed)::bigint, sum(cancelled)::bigint as c
        from counting group by month having b <> 0 or e <> 0 or c <> 0 order by month
        """,
        row => new(row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

    public static readonly BiQuery<ClaimDevelopment> Development = new("""
        paying as (from claims_then where loss_month between $from and $until and paid <> 0)
        select year(loss_month)::integer as loss_year, datediff('month', loss_month, recorded_at)::integer as age, sum(paid)
        from paying group by loss_year, age having sum(paid) <> 0 order by loss_year, age
        """,
        row => new(row.GetInt32(0), row.GetInt32(1), row.GetDecimal(2)));
}
