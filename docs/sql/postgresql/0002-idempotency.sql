-- EdaKit 0002: idempotency keys, for PostgreSQL 13 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddIdempotency().
-- It may be run again: what exists stays as it is. For tables in a schema, set the search path first: set search_path to sales;

create table if not exists edakit_idempotency (
    id bytea not null,
    key character varying(255) not null,
    endpoint text not null,
    caller text not null,
    fingerprint bytea not null,
    claimed_at bigint not null,
    status integer not null,
    headers text not null,
    body bytea not null,
    constraint "PK_edakit_idempotency" primary key (id)
);

create index if not exists ix_edakit_idempotency_claimed on edakit_idempotency (claimed_at);

-- As in 0001, for applications without an outbox.
create table if not exists edakit_lease (
    name character varying(200) not null,
    holder uuid not null,
    until bigint not null,
    constraint "PK_edakit_lease" primary key (name)
);
