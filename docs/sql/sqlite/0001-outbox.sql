-- EdaKit 0001: outbox, inbox and leases, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddOutbox().
-- It may be run again: what exists stays as it is.

-- Kept in the file. With it, readers and the one writer do not wait for each other; EF Core sets it too when it makes a database.
pragma journal_mode = wal;

create table if not exists edakit_outbox (
    id text not null constraint "PK_edakit_outbox" primary key,
    message_id text not null,
    destination text not null,
    message_types text not null,
    content_type text not null,
    body blob not null,
    properties text not null,
    captured_at integer not null,
    available_at integer null,
    claimed_by text null,
    attempts integer not null,
    last_error text null,
    parked_at integer null,
    lane text null,
    position integer not null,
    token text null
);

create index if not exists ix_edakit_outbox_available on edakit_outbox (available_at, id) where lane is null;
create index if not exists ix_edakit_outbox_lane on edakit_outbox (lane, position) where lane is not null and available_at is not null;
create index if not exists ix_edakit_outbox_lane_aside on edakit_outbox (lane, position) where lane is not null and available_at is null;
create index if not exists ix_edakit_outbox_token on edakit_outbox (token) where token is not null;

create table if not exists edakit_inbox (
    message_id text not null,
    consumer text not null,
    consumed_at integer not null,
    constraint "PK_edakit_inbox" primary key (message_id, consumer)
);

create index if not exists ix_edakit_inbox_consumed on edakit_inbox (consumed_at);

create table if not exists edakit_lease (
    name text not null constraint "PK_edakit_lease" primary key,
    holder text not null,
    until integer not null
);
