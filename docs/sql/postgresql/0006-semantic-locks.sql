-- EdaKit 0006: the semantic locks of sagas, for PostgreSQL 13 or newer.
-- For applications that do not use EF Core migrations. With 0005 it makes the same tables as modelBuilder.AddSagas().
-- It may be run again: what exists stays as it is. For tables in a schema, set the search path first: set search_path to sales;

create table if not exists edakit_semantic_lock (
    resource character varying(200) not null,
    owner_id uuid not null,
    owner_name character varying(200) not null,
    since bigint not null,
    constraint "PK_edakit_semantic_lock" primary key (resource)
);

create index if not exists ix_edakit_semantic_lock_owner on edakit_semantic_lock (owner_id);
