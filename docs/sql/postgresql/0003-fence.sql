-- EdaKit 0003: the fence, for PostgreSQL 13 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddFence().
-- It may be run again: what exists stays as it is. For tables in a schema, set the search path first: set search_path to sales;

create table if not exists edakit_fence (
    operation character varying(200) not null,
    key uuid not null,
    entered_at bigint,
    closed_at bigint,
    constraint "PK_edakit_fence" primary key (operation, key)
);

create index if not exists ix_edakit_fence_age on edakit_fence (closed_at, entered_at);

-- As in 0001, for applications without an outbox.
create table if not exists edakit_lease (
    name character varying(200) not null,
    holder uuid not null,
    until bigint not null,
    constraint "PK_edakit_lease" primary key (name)
);
