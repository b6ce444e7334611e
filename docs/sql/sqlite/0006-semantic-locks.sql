-- EdaKit 0006: the semantic locks of sagas, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. With 0005 it makes the same tables as modelBuilder.AddSagas().
-- It may be run again: what exists stays as it is.

create table if not exists edakit_semantic_lock (
    resource text not null constraint "PK_edakit_semantic_lock" primary key,
    owner_id text not null,
    owner_name text not null,
    since integer not null
);

create index if not exists ix_edakit_semantic_lock_owner on edakit_semantic_lock (owner_id);
