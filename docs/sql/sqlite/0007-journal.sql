-- EdaKit 0007: the journal, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. It makes the same tables as modelBuilder.AddJournal().
-- It may be run again: what exists stays as it is.

-- Kept in the file. With it, readers and the one writer do not wait for each other; EF Core sets it too when it makes a database.
pragma journal_mode = wal;

create table if not exists edakit_journal (
    id integer not null constraint "PK_edakit_journal" primary key autoincrement,
    at integer not null,
    kind text not null,
    service text not null,
    message_id text,
    conversation_id text,
    causation_id text,
    correlation_id text,
    contract text,
    version integer,
    key_name text,
    key text,
    participant text,
    note text
);

create index if not exists ix_edakit_journal_key on edakit_journal (key);
create index if not exists ix_edakit_journal_conversation on edakit_journal (conversation_id);

-- As in 0001, for applications without an outbox.
create table if not exists edakit_lease (
    name text not null constraint "PK_edakit_lease" primary key,
    holder text not null,
    until integer not null
);
