-- EdaKit 0003: the fence, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddFence().
-- It may be run again: what exists stays as it is.

-- Kept in the file. With it, readers and the one writer do not wait for each other; EF Core sets it too when it makes a database.
pragma journal_mode = wal;

create table if not exists edakit_fence (
    operation text not null,
    key text not null,
    entered_at integer,
    closed_at integer,
    constraint "PK_edakit_fence" primary key (operation, key)
);

create index if not exists ix_edakit_fence_age on edakit_fence (closed_at, entered_at);

-- As in 0001, for applications without an outbox.
create table if not exists edakit_lease (
    name text not null constraint "PK_edakit_lease" primary key,
    holder text not null,
    until integer not null
);
