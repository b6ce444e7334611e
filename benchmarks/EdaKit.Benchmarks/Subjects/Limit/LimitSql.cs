namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>The statements of the limit: as few and as plain as the guarantees allow.</summary>
internal static class LimitSql
{
    public const string Tables = """
        create table orders (id uuid primary key, customer text not null);
        create table outbox (id bigint generated always as identity primary key, message_id uuid not null, order_id uuid not null,
            exchange text not null, body bytea not null);
        create table inbox (message_id uuid, consumer text, consumed_at timestamptz not null default clock_timestamp(),
            primary key (message_id, consumer));
        """;

    public const string InsertOrder = "insert into orders (id, customer) values ($1, $2)";

    public const string InsertRecord = "insert into outbox (message_id, order_id, exchange, body) values ($1, $2, $3, $4)";

    /// <summary>
    /// The array makes the planner look for the rows first and only then lock and delete them. The rows stay locked until the commit, so a
    /// relay that dies gives them back by dying.
    /// </summary>
    public const string Take = """
        delete from outbox where id = any(array(select id from outbox order by id limit $1 for update skip locked))
        returning id, message_id, exchange, body
        """;

    /// <summary>Claim, effect and outgoing record in one statement, which is one transaction; a duplicate does nothing.</summary>
    public const string Consume = """
        with entered as (
            insert into inbox (message_id, consumer) values ($1, $2) on conflict do nothing returning message_id),
        noted as (
            insert into orders (id, customer) select $3, $4 from entered)
        insert into outbox (message_id, order_id, exchange, body) select $5, $3, $6, $7 from entered
        """;

    /// <summary>The same for many messages at once.</summary>
    public const string ConsumeMany = """
        with given as (
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::bytea[])
            as t (message_id, order_id, customer, out_id, body)),
        entered as (
            insert into inbox (message_id, consumer) select message_id, $6 from given order by message_id
            on conflict do nothing returning message_id),
        fresh as (
            select given.* from given join entered using (message_id)),
        noted as (
            insert into orders (id, customer) select order_id, customer from fresh)
        insert into outbox (message_id, order_id, exchange, body) select out_id, order_id, $7, body from fresh
        """;
}
