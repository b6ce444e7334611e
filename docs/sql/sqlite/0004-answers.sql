-- EdaKit 0004: the answers of the answering inbox, for SQLite 3.42 or newer.
-- For applications that do not use EF Core migrations. It makes the same table as modelBuilder.AddAnswers().
-- It may be run again: what exists stays as it is.

-- Kept in the file. With it, readers and the one writer do not wait for each other; EF Core sets it too when it makes a database.
pragma journal_mode = wal;

create table if not exists edakit_answer (
    id text not null constraint "PK_edakit_answer" primary key,
    message_id text not null,
    consumer text not null,
    answer_id text not null,
    destination text not null,
    message_types text not null,
    content_type text not null,
    body blob not null,
    properties text not null,
    lane text,
    answered_at integer not null
);

create index if not exists ix_edakit_answer_message on edakit_answer (message_id, consumer);

create index if not exists ix_edakit_answer_answered on edakit_answer (answered_at);
