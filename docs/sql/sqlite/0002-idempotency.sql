-- EdaKit 0002: idempotency keys, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddIdempotency().
-- It may be run again: what exists stays as it is.

-- Kept in the file. With it, readers and the one writer do not wait for each other; EF Core sets it too when it makes a database.
pragma journal_mode = wal;

create table if not exists edakit_idempotency (
    id blob not null constraint "PK_edakit_idempotency" primary key,
    key text not null,
    endpoint text not null,
    caller text not null,
    fingerprint blob not null,
    claimed_at integer not null,
    status integer not null,
    headers text not null,
    body blob not null
);

create index if not exists ix_edakit_idempotency_claimed on edakit_idempotency (claimed_at);

-- As in 0001, for applications without an outbox.
create table if not exists edakit_lease (
    name text not null constraint "PK_edakit_lease" primary key,
    holder text not null,
    until integer not null
);
