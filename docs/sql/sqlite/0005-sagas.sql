-- EdaKit 0005: the timelines of sagas, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddSagas().
-- It may be run again: what exists stays as it is.

-- Kept in the file. With it, readers and the one writer do not wait for each other; EF Core sets it too when it makes a database.
pragma journal_mode = wal;

create table if not exists edakit_saga_timeline (
    id integer not null constraint "PK_edakit_saga_timeline" primary key autoincrement,
    saga_id text not null,
    saga text not null,
    at integer not null,
    kind text not null,
    step text,
    name text,
    message_id text,
    causation_id text,
    note text
);

create index if not exists ix_edakit_saga_timeline_saga on edakit_saga_timeline (saga_id, id);

-- As in 0001, for applications without an outbox.
create table if not exists edakit_lease (
    name text not null constraint "PK_edakit_lease" primary key,
    holder text not null,
    until integer not null
);
