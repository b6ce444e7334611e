-- EdaKit 0001: outbox and inbox, for PostgreSQL 13 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddOutbox().
-- It may be run again: what exists stays as it is. For tables in a schema, set the search path first: set search_path to sales;

create table if not exists edakit_outbox (
    id uuid not null,
    message_id uuid not null,
    destination text not null,
    message_types text not null,
    content_type text not null,
    body bytea not null,
    properties text not null,
    captured_at bigint not null,
    available_at bigint,
    claimed_by uuid,
    attempts integer not null,
    last_error character varying(2000),
    parked_at bigint,
    constraint "PK_edakit_outbox" primary key (id)
);

create index if not exists ix_edakit_outbox_available on edakit_outbox (available_at, id);

create table if not exists edakit_inbox (
    message_id uuid not null,
    consumer character varying(500) not null,
    consumed_at bigint not null,
    constraint "PK_edakit_inbox" primary key (message_id, consumer)
);

create index if not exists ix_edakit_inbox_consumed on edakit_inbox (consumed_at);
